"""The application (a case): from draft to approval, and every way out."""
