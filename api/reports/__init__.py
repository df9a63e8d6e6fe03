"""Reports as files: workbooks and pages that people send, print and read aloud."""
