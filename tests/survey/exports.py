# SPDX-License-Identifier: EUPL-1.2
"""The same answers as each survey tool exports them, by the rules of its exporter.

LimeSurvey: CsvWriter, Writer, SurveyObj and viewHelper of its export helpers; Kobo: formpack's to_csv; ODK Central:
its submissions CSV; Nextcloud Forms: SubmissionService. Answers are dicts {code: value}; None = not shown,
"" = shown and left empty. Boxes and yes-or-no hold "Y", "N" or "".
"""
import csv
import io
import re
import zipfile
from xml.sax.saxutils import escape

BOXES = ("TOPICS", "TIMES", "FORMATS", "OBSTACLES")
YES_NO = ("TRAINS", "ROOM", "TRAINER", "CONSENT")
LABELS = {
    "LEGALFORM": {"EV": "eingetragener Verein (e. V.)", "INI": "Initiative, nicht eingetragener Verein"},
    "PRIO": {"1": "1 – dringend", "2": "2 – wichtig", "3": "3 – wäre gut"},
}
LABELS["OWNPRIO"] = LABELS["PRIO"]


class Field:
    """A column of the questionnaire: `TOPICS[x]` has code TOPICS and item x."""

    def __init__(self, heading):
        found = re.fullmatch(r"(\w+)(?:\[(\w+)\])?\. (.*)", heading, re.S)
        self.code, self.item, text = found.groups()
        self.text, self.label = text, ""
        if self.item:
            self.text, self.label = re.fullmatch(r"(.*) \[(.*)\]", text, re.S).groups()
        self.key = f"{self.code}[{self.item}]" if self.item else self.code

    def is_box(self):
        return self.code in BOXES


def fields_of(form):
    """The fields of our own CSV form, as `write-questionnaire --for csv` writes it."""
    delimiter = ";" if form.startswith("id;") else ","
    header = next(csv.reader(io.StringIO(form), delimiter=delimiter))
    return [Field(heading) for heading in header if heading not in ("id", "submitdate")]


# LimeSurvey ----------------------------------------------------------------------------------------------------------

META = {"id": "Antwort ID", "submitdate": "Datum Abgeschickt", "lastpage": "Letzte Seite",
        "startlanguage": "Start-Sprache", "seed": "Zufallsstartwert"}


def cut(text):
    return text if len(text) <= 15 else text[:15] + ".. "


def lime_heading(field, style, separator=". ", underscores=False):
    code = field.key
    text = f"{field.text} [{field.label}]" if field.item else field.text
    short = f"{cut(field.text)} [{cut(field.label)}]" if field.item else cut(field.text)
    if underscores:
        text = text.replace(" ", "_")
    return {"code": code, "emcode": code.replace("[", "_").replace("]", ""), "full": text, "abbreviated": short,
            "codetext": code + separator + text}[style]


def meta_heading(name, style, separator=". "):
    return {"code": name, "emcode": name, "codetext": name + separator + META[name]}.get(style, META[name])


def lime_cell(field, value, long, one_two):
    yes_no = field.code in YES_NO
    if long and (field.is_box() or yes_no):
        empty = "Nein" if field.is_box() and value == "" else "N/A"
        value = {"Y": "Ja", "N": "Nein"}.get(value, empty)
    elif long and value:
        value = LABELS.get(field.code, {}).get(value, value)
    if one_two and (field.is_box() or yes_no) and value is not None:
        value = {"Y": "1", "N": "2", "": "2"}.get(value, value)
    if value and value[0] == "=":
        value = "'" + value
    return value


def lime_quoted(value, old):
    if value is None and not old:
        return ""
    return '"' + (value or "").replace('"', '""') + '"'


def limesurvey(fields, answers, style="full", long=True, delimiter=",", one_two=False, old=False, separator=". ",
               underscores=False):
    rows = [[meta_heading(name, style, separator) for name in META] +
            [lime_heading(field, style, separator, underscores) for field in fields]]
    for answer in answers:
        rows.append([str(answer["id"]), answer["submitdate"], "4", "de", "815001"] +
                    [lime_cell(field, answer.get(field.key), long, one_two) for field in fields])
    if not answers:
        rows.append([""] * len(rows[0]))
    lines = [delimiter.join(lime_quoted(value, old) for value in row) + "\r\n" for row in rows]
    return ("\ufeff" + "".join(lines) + "\r\n").encode()


def vv(fields, answers):
    def cell(value):
        if value is None:
            return "{question_not_shown}"
        for mark, escaped in (("{", "{lbrace}"), ("\n", "{newline}"), ("\r", "{cr}"), ("\t", "{tab}")):
            value = value.replace(mark, escaped)
        return value

    lines = ["\t".join([META[name] for name in META] + [field.text for field in fields]),
             "\t".join(list(META) + [lime_heading(field, "emcode") for field in fields])]
    for answer in answers:
        lines.append("\t".join([str(answer["id"]), cell(answer["submitdate"]), "4", "de", "815001"] +
                               [cell(lime_cell(field, answer.get(field.key), False, False)) for field in fields]))
    return ("\n".join(lines) + "\n").encode()


# Kobo and ODK --------------------------------------------------------------------------------------------------------

def text_of(field, answer, labels):
    value = answer.get(field.key) or ""
    if labels and field.code in YES_NO:
        return {"Y": "ja", "N": "nein"}.get(value, value)
    return LABELS.get(field.code, {}).get(value, value) if labels else value


def grouped(fields):
    """[(code, [fields])]: the boxes of a question together, everything else alone."""
    groups = []
    for field in fields:
        if field.is_box() and groups and groups[-1][0] == field.code:
            groups[-1][1].append(field)
        else:
            groups.append((field.code, [field]))
    return groups


def boxes(group, answer, labels=False):
    return [field.label if labels else field.item for field in group if answer.get(field.key) == "Y"]


def kobo(fields, answers, select="both", labels=False, hxl=False, group="umfrage"):
    header = ["start", "end"]
    prefix = "" if labels else group + "/"
    for code, columns in grouped(fields):
        first = columns[0]
        if first.is_box():
            name = first.text if labels else prefix + code
            header += [name] if select in ("both", "summary") else []
            if select in ("both", "details"):
                header += [f"{name}/{field.label if labels else field.item}" for field in columns]
        elif labels:
            header.append(f"{first.text} {first.label}".strip())
        else:
            header.append(prefix + lime_heading(first, "emcode"))
    header += ["_id", "_uuid", "_submission_time", "_validation_status", "_submitted_by"]
    rows = [header]
    if hxl:
        rows.append(["#date"] + ["#indicator"] * (len(header) - 1))
    for answer in answers:
        row = ["2026-11-05T09:00:00.000+01:00", "2026-11-05T09:10:00.000+01:00"]
        for code, columns in grouped(fields):
            if columns[0].is_box():
                ticked = boxes(columns, answer, labels)
                row += [" ".join(ticked)] if select in ("both", "summary") else []
                if select in ("both", "details"):
                    row += ["" if not ticked else "1" if answer.get(field.key) == "Y" else "0" for field in columns]
            else:
                row.append(text_of(columns[0], answer, labels))
        rows.append(row + [str(answer["id"]), f"uuid-{answer['id']}", answer["submitdate"].replace(" ", "T"), "",
                           ""])
    out = io.StringIO()
    csv.writer(out, delimiter=";", quoting=csv.QUOTE_ALL, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def odk(fields, answers, split=False):
    header = ["SubmissionDate"]
    for code, columns in grouped(fields):
        if columns[0].is_box():
            header.append(f"wuensche-{code}")
            if split:
                header += [f"wuensche-{code}/{field.item}" for field in columns]
        else:
            header.append("wuensche-" + lime_heading(columns[0], "emcode"))
    header += ["meta-instanceID", "KEY", "SubmitterID", "SubmitterName", "AttachmentsPresent", "AttachmentsExpected",
               "Status", "ReviewState", "DeviceID", "Edits", "FormVersion"]
    rows = [header]
    for answer in answers:
        row = [answer["submitdate"].replace(" ", "T") + ".000Z"]
        for _, columns in grouped(fields):
            if columns[0].is_box():
                ticked = boxes(columns, answer)
                row.append(" ".join(ticked))
                if split:
                    row += ["1" if field.item in ticked else "0" for field in columns]
            else:
                row.append(text_of(columns[0], answer, False))
        key = f"uuid:{answer['id']}"
        rows.append(row + [key, key, "12", "Amt", "0", "0", "", "", "", "0", "1"])
    out = io.StringIO()
    csv.writer(out, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


# Forms of words ------------------------------------------------------------------------------------------------------

def word_rows(fields, answers, front, front_of, joint, line):
    """Headings are questions, several ticks stand in one cell; `line` writes the heading of a table's line."""
    header = list(front)
    for _, columns in grouped(fields):
        first = columns[0]
        header.append(line.format(first.text, first.label) if first.item and not first.is_box() else first.text)
    rows = [header]
    for answer in answers:
        row = front_of(answer)
        for _, columns in grouped(fields):
            if columns[0].is_box():
                row.append(joint(boxes(columns, answer, True)))
            else:
                row.append(text_of(columns[0], answer, True))
        rows.append(row)
    return rows


def german(stamp):
    return f"{stamp[8:10]}.{stamp[5:7]}.{stamp[:4]} {stamp[11:]}"


def nextcloud(fields, answers):
    rows = word_rows(fields, answers, ["Benutzer-ID", "Anzeigename des Benutzers", "Zeitstempel"],
                     lambda a: ["", "Anonymer Benutzer", a["submitdate"].replace(" ", "T") + "+01:00"],
                     "; ".join, "{0} ({1})")
    out = io.StringIO()
    csv.writer(out, quoting=csv.QUOTE_ALL, lineterminator="\n").writerows(rows)
    return out.getvalue().encode()


def google(fields, answers, joint=", "):
    rows = word_rows(fields, answers, ["Zeitstempel"], lambda a: [german(a["submitdate"])], joint.join, "{0} [{1}]")
    out = io.StringIO()
    csv.writer(out, lineterminator="\r\n").writerows(rows)
    return out.getvalue().encode()


def microsoft_rows(fields, answers):
    return word_rows(fields, answers, ["ID", "Startzeit", "Fertigstellungszeit", "E-Mail", "Name"],
                     lambda a: [str(a["id"]), a["submitdate"], a["submitdate"], "anonymous", ""],
                     lambda labels: "".join(label + ";" for label in labels), "{0}.{1}")


def rows_of(data, delimiter):
    return list(csv.reader(io.StringIO(data.decode("utf-8-sig")), delimiter=delimiter))


def xlsx(rows, sheet="Tabelle1"):
    """A workbook of one sheet with the rows as texts, numbers where they are such."""
    def cell(row, column, value):
        name = ""
        while column >= 0:
            name = chr(65 + column % 26) + name
            column = column // 26 - 1
        if re.fullmatch(r"[1-9]\d{0,8}|0", value):
            return f'<c r="{name}{row}"><v>{value}</v></c>'
        return f'<c r="{name}{row}" t="inlineStr"><is><t xml:space="preserve">{escape(value)}</t></is></c>'

    lines = []
    for number, row in enumerate(rows, 1):
        cells = "".join(cell(number, i, value) for i, value in enumerate(row) if value)
        lines.append(f'<row r="{number}">{cells}</row>')
    main = "http://schemas.openxmlformats.org/spreadsheetml/2006/main"
    relations = "http://schemas.openxmlformats.org/package/2006/relationships"
    office = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
    types = "http://schemas.openxmlformats.org/package/2006/content-types"
    kind = "application/vnd.openxmlformats-officedocument.spreadsheetml"
    parts = {
        "[Content_Types].xml": f'<Types xmlns="{types}"><Default Extension="rels" ContentType="application/vnd.'
                               'openxmlformats-package.relationships+xml"/><Override PartName="/xl/workbook.xml" '
                               f'ContentType="{kind}.sheet.main+xml"/><Override PartName="/xl/worksheets/sheet1.xml" '
                               f'ContentType="{kind}.worksheet+xml"/></Types>',
        "_rels/.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" Type="{office}/officeDocument" '
                       'Target="xl/workbook.xml"/></Relationships>',
        "xl/workbook.xml": f'<workbook xmlns="{main}" xmlns:r="{office}"><sheets><sheet name="{sheet}" sheetId="1" '
                           'r:id="r1"/></sheets></workbook>',
        "xl/_rels/workbook.xml.rels": f'<Relationships xmlns="{relations}"><Relationship Id="r1" '
                                      f'Type="{office}/worksheet" Target="worksheets/sheet1.xml"/></Relationships>',
        "xl/worksheets/sheet1.xml": f'<worksheet xmlns="{main}"><sheetData>{"".join(lines)}</sheetData></worksheet>',
    }
    out = io.BytesIO()
    with zipfile.ZipFile(out, "w", zipfile.ZIP_DEFLATED) as book:
        for name, text in parts.items():
            book.writestr(name, '<?xml version="1.0" encoding="UTF-8" standalone="yes"?>' + text)
    return out.getvalue()


# Our own -------------------------------------------------------------------------------------------------------------

def own_form(form, fields, answers):
    header = form.split("\n", 1)[0].lstrip("\ufeff").rstrip("\r")
    delimiter = ";" if header.startswith("id;") else ","
    out = io.StringIO()
    writer = csv.writer(out, delimiter=delimiter, lineterminator="\n")
    for answer in answers:
        writer.writerow([str(answer["id"]), answer["submitdate"][:10]] +
                        [answer.get(field.key) or "" for field in fields])
    return (header + "\n" + out.getvalue()).encode()


# The answers ---------------------------------------------------------------------------------------------------------

def some_answers(fields, count=30):
    """Answers of `count` organisations, the same on every machine; two thirds say who they are."""
    topics = [field.item for field in fields if field.code == "TOPICS"]
    answers = []
    for n in range(1, count + 1):
        answer = {"id": n, "submitdate": f"2026-11-{n % 15 + 3:02} 10:{n:02}:12", "CODE": "", "NAME": "", "PLACE": ""}
        if n % 3 != 0:
            answer.update({"NAME": f"Verein „Nr. {n}“, Offenbach", "PLACE": "Offenbach am Main"})
        answer.update({"LEGALFORM": ("EV", "INI", "")[n % 3], "FIELD": "", "MEMBERS": str(20 * n),
                       "VOLUNTEERS": str(n) if n % 4 else "", "TRAINS": ("Y", "N")[n % 2],
                       "TRAVELKM": str(5 * (n % 6)), "ROOM": ("N", "Y", "N")[n % 3], "TRAINER": "N",
                       "CONSENT": "Y" if n % 5 == 1 else "N", "EMAIL": ""})
        for i, topic in enumerate(topics):
            wished = (n + i) % 3 == 0 or n % (i + 2) == 0
            answer[f"TOPICS[{topic}]"] = "Y" if wished else ""
            answer[f"PRIO[{topic}]"] = str((n + i) % 3 + 1) if wished else None
            answer[f"PERSONS[{topic}]"] = str((n * 7 + i) % 12 + 1) if wished else None
        own = {7: "Häkeln für Anfänger", 11: "Datenschutz im Verein"}.get(n, "")
        answer.update({"OWNTOPIC": own, "OWNPRIO": "1" if own else None, "OWNPERSONS": "3" if own else None})
        for i, field in enumerate(f for f in fields if f.code == "TIMES"):
            answer[field.key] = "Y" if n % 4 == i else ""
        for i, field in enumerate(f for f in fields if f.code == "FORMATS"):
            answer[field.key] = "Y" if n % 3 == i else ""
        for i, field in enumerate(f for f in fields if f.code == "OBSTACLES"):
            answer[field.key] = "Y" if n % 4 == i or n % 3 == i else ""
        answers.append(answer)
    return answers
