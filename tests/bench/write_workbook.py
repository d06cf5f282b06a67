# The same rows into a workbook by openpyxl's write-only mode: FILE.csv FILE.xlsx; columns value and rate are numbers.
import csv
import sys

import openpyxl

book = openpyxl.Workbook(write_only=True)
sheet = book.create_sheet("Table")
with open(sys.argv[1], newline="", encoding="utf-8") as file:
    rows = csv.reader(file)
    head = next(rows)
    sheet.append(head)
    number = [name in ("value", "rate") for name in head]
    for row in rows:
        sheet.append([float(cell) if is_number else cell for cell, is_number in zip(row, number)])
book.save(sys.argv[2])
