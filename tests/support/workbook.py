# SPDX-License-Identifier: EUPL-1.2
"""Writes a workbook as small as one can be, so that a test says itself what stands in each cell."""
import zipfile
from xml.sax.saxutils import escape

TYPE = "http://schemas.openxmlformats.org/officeDocument/2006/relationships"
PARTS = {
    "[Content_Types].xml":
        '<Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types">'
        '<Default Extension="rels" ContentType="application/vnd.openxmlformats-package.relationships+xml"/>'
        '<Override PartName="/xl/workbook.xml" '
        'ContentType="application/vnd.openxmlformats-officedocument.spreadsheetml.sheet.main+xml"/></Types>',
    "_rels/.rels": f'<Relationships><Relationship Id="a" Type="{TYPE}/officeDocument" Target="xl/workbook.xml"/>'
                   '</Relationships>',
    "xl/_rels/workbook.xml.rels": f'<Relationships><Relationship Id="s" Type="{TYPE}/worksheet" '
                                  'Target="worksheets/sheet1.xml"/></Relationships>',
    "xl/workbook.xml": '<workbook xmlns:r="x"><sheets><sheet name="Vereine" sheetId="1" r:id="s"/></sheets></workbook>',
}


def write(path, rows):
    """One sheet of texts."""
    def cell(text):
        return f'<c t="inlineStr"><is><t xml:space="preserve">{escape(text)}</t></is></c>' if text else "<c/>"
    sheet = "".join("<row>" + "".join(map(cell, row)) + "</row>" for row in rows)
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as book:
        for name, content in PARTS.items():
            book.writestr(name, content)
        book.writestr("xl/worksheets/sheet1.xml", f"<worksheet><sheetData>{sheet}</sheetData></worksheet>")
