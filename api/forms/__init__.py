"""The officers' forms as files: CSV and XLSX sheets of many applications, JSON of one."""
