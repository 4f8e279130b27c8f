"""Orders: out of a shop's file or a form, checked, kept, and handed to shipping.

The way of a file, one direction: `source` (bytes, encoding) -> `reading` (delimiter, header, rows) -> `layouts` and
`plan` (which column is which field) -> `cells` and `drafting` (text to values, a column at a time) -> `grouping` (rows
of one order together) -> `service_import` (new, updated, same, conflict) -> `store`.
"""
