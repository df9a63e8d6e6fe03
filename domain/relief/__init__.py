"""A relief granted to somebody: requested, granted or refused, renewed, ended; nothing of it is paid out."""
