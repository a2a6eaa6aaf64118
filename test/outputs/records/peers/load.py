"""Loads a file with a program that reviewers use and prints what it reads, as JSON.

python load.py <program> <file>
"""

import json
import sys


def rispy_records(path):
    import rispy

    with open(path, encoding="utf-8") as file:
        records = rispy.load(file)
    return [
        {
            "title": one.get("title") or one.get("primary_title"),
            "authors": one.get("authors", []),
            "year": one.get("year"),
            "venue": one.get("secondary_title"),
            "doi": one.get("doi"),
            "abstract": one.get("abstract"),
            "keywords": one.get("keywords", []),
            "type": one.get("type_of_reference"),
            "editors": one.get("secondary_authors", []),
            "unknown": one.get("unknown_tag"),
        }
        for one in records
    ]


def bibtexparser1_records(path):
    import bibtexparser
    from bibtexparser.latexenc import latex_to_unicode

    def plain(text):
        return None if text is None else latex_to_unicode(text)

    with open(path, encoding="utf-8") as file:
        entries = bibtexparser.load(file).entries
    return [
        {
            "title": plain(one.get("title")),
            "authors": [plain(name) for name in one.get("author", "").split(" and ") if name],
            "year": one.get("year"),
            "venue": plain(one.get("journal") or one.get("booktitle")),
            "doi": one.get("doi"),
            "abstract": plain(one.get("abstract")),
            "type": one["ENTRYTYPE"],
        }
        for one in entries
    ]


def bibtexparser2_records(path):
    import bibtexparser
    from bibtexparser import middlewares

    library = bibtexparser.parse_file(
        path,
        append_middleware=[
            middlewares.SeparateCoAuthors(),
            middlewares.LatexDecodingMiddleware(),
        ],
    )
    assert not library.failed_blocks, library.failed_blocks

    def names(entry, field):
        if field not in entry.fields_dict:
            return []
        return list(entry.fields_dict[field].value)

    def value(entry, field):
        return entry.fields_dict[field].value if field in entry.fields_dict else None

    return [
        {
            "title": value(one, "title"),
            "authors": names(one, "author"),
            "year": value(one, "year"),
            "venue": value(one, "journal") or value(one, "booktitle"),
            "doi": value(one, "doi"),
            "abstract": value(one, "abstract"),
            "type": one.entry_type,
        }
        for one in library.entries
    ]


def pybtex_records(path):
    from pybtex.database import parse_file

    from pybtex.richtext import Text

    def plain(text):
        return None if text is None else str(Text.from_latex(text))

    def people(entry, role):
        return [plain(str(person)) for person in entry.persons.get(role, [])]

    library = parse_file(path, bib_format="bibtex")
    return [
        {
            "title": plain(one.fields.get("title")),
            "authors": people(one, "author"),
            "editors": people(one, "editor"),
            "year": one.fields.get("year"),
            "venue": plain(one.fields.get("journal") or one.fields.get("booktitle")),
            "doi": one.fields.get("doi"),
            "type": one.type,
        }
        for one in library.entries.values()
    ]


def pandas_records(path):
    import pandas

    table = pandas.read_csv(path, dtype=str, keep_default_na=False)
    return table.to_dict(orient="records")


def asreview_records(path):
    from asreview.data.loader import load_records

    records = load_records(path, dataset_id="peers")
    return [
        {
            "title": one.title,
            "authors": one.authors,
            "year": one.year,
            "doi": one.doi,
            "abstract": one.abstract,
            "keywords": one.keywords,
            "included": one.included,
        }
        for one in records
    ]


def spreadsheet_records(path):
    import openpyxl

    rows = list(openpyxl.load_workbook(path, read_only=True).active.iter_rows(values_only=True))
    return [dict(zip(rows[0], row)) for row in rows[1:]]


LOADERS = {
    "rispy": rispy_records,
    "bibtexparser 1": bibtexparser1_records,
    "bibtexparser 2": bibtexparser2_records,
    "pybtex": pybtex_records,
    "pandas": pandas_records,
    "openpyxl": spreadsheet_records,
    "ASReview 3": asreview_records,
}

if __name__ == "__main__":
    program, path = sys.argv[1:3]
    json.dump(LOADERS[program](path), sys.stdout, ensure_ascii=False, default=str)
