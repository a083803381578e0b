// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/output_file.hpp"
#include "ehrenamt/publishing/pdf.hpp"
#include "tests/support/temp_folder.hpp"

#include <doctest/doctest.h>

#include <array>
#include <cstdio>
#include <memory>
#include <string>

using namespace ehrenamt;
using namespace ehrenamt::publishing;

namespace {

PdfInfo info(bool draft = false) {
    return {"Antrag auf Förderung", "Freiwilligenzentrum Offenbach", "Antrag 17 · 3f2a",
            base::Date::of(2026, 10, 31), draft};
}

/// What a program says about a PDF, such as pdftotext; poppler-utils belongs to the tests' packages.
std::string asked(const std::string& program, const std::string& pdf) {
    const test::TempFolder folder;
    const std::string file = (folder / "a.pdf").string();
    formats::write_file(file, pdf, formats::Readers::owner, false);
    const std::string command =
        program + " " + file +
        (program.starts_with("pdftotext") || program.starts_with("qpdf --qdf") ? " -" : "");
    const std::unique_ptr<FILE, int (*)(FILE*)> pipe{popen(command.c_str(), "r"), &pclose};
    REQUIRE(pipe != nullptr);
    std::string out;
    std::array<char, 4096> buffer{};
    while (const std::size_t count = fread(buffer.data(), 1, buffer.size(), pipe.get()))
        out.append(buffer.data(), count);
    return out;
}

std::size_t count_of(const std::string& text, std::string_view what) {
    std::size_t count = 0;
    for (auto at = text.find(what); at != text.npos; at = text.find(what, at + what.size()))
        ++count;
    return count;
}

std::string sample(bool draft = false) {
    PdfDocument pdf{info(draft)};
    pdf.letterhead({{"Freiwilligenzentrum Offenbach", "Domstraße 81, 63067 Offenbach am Main"},
                    {"Regierungspräsidium Darmstadt", "Dezernat III 21", "64278 Darmstadt"},
                    {{"Datum", "31.10.2026"}, {"Unser Zeichen", "17/2027-H1"}},
                    "Antrag auf Förderung für das 1. Halbjahr 2027"});
    pdf.paragraph(
        "Sehr geehrte Damen und Herren,\nwir beantragen für die unten genannten Maßnahmen eine Förderung.");
    pdf.heading("Angaben zum Träger", 2);
    pdf.key_values({{"Träger", "Freiwilligenzentrum Offenbach e.V."},
                    {"Verfügungsrahmen", "8.000,00 €"},
                    {"Bemerkung", std::string(300, 'x') + " Ende"}});
    pdf.bullets({"Vereinsrecht für Vorstände", "Öffentlichkeitsarbeit: größer werden, ohne größer zu tun"});
    pdf.heading("Maßnahmen", 2);
    std::vector<PdfRow> rows;
    for (int i = 1; i <= 60; ++i)
        rows.push_back(
            {{std::to_string(i),
              "Maßnahme mit einem Titel, der über mehr als eine Zeile geht, Nummer " + std::to_string(i),
              "8 UE", "1.234,56 €"},
             false});
    rows.push_back({{"", "Summe", "", "74.073,60 €"}, true});
    pdf.table(
        {{"Nr.", 1, Align::right}, {"Titel", 6}, {"Umfang", 2, Align::right}, {"Betrag", 2.5, Align::right}},
        rows);
    pdf.heading("Erklärungen", 2);
    pdf.checkbox("Mit den Maßnahmen wurde noch nicht begonnen.", true);
    pdf.checkbox("Es werden keine anderen Mittel des Landes in Anspruch genommen.");
    pdf.note("Hinweis: Beträge in Euro.");
    pdf.signatures({"Ort, Datum", "Unterschrift"});
    return pdf.finish();
}

} // namespace

TEST_CASE("the text of a PDF can be searched with umlauts and euro signs") {
    const std::string text = asked("pdftotext -layout", sample());
    for (const char* expected : {"Regierungspräsidium Darmstadt", "Maßnahmen", "größer", "1.234,56 €",
                                 "74.073,60 €", "Unterschrift"})
        CHECK_MESSAGE(text.find(expected) != text.npos, expected);
}

TEST_CASE("each page says which of how many it is and names the document") {
    const std::string text = asked("pdftotext -layout", sample());
    const std::size_t pages = count_of(text, "\f");
    REQUIRE(pages > 1);
    for (std::size_t i = 1; i <= pages; ++i)
        CHECK(count_of(text, "Seite " + std::to_string(i) + " von " + std::to_string(pages)) == 1);
    CHECK(count_of(text, "Antrag 17 · 3f2a") == pages);
}

TEST_CASE("the headings of a table come again on each page and no row is lost") {
    const std::string text = asked("pdftotext -layout", sample());
    CHECK(count_of(text, "Umfang") == count_of(text, "\f"));
    for (int i = 1; i <= 60; ++i)
        CHECK(text.find("Nummer " + std::to_string(i)) != text.npos);
}

TEST_CASE("what belongs to one record stays on one page") {
    PdfDocument pdf{info()};
    for (int i = 1; i <= 30; ++i) {
        std::vector<std::pair<std::string, std::string>> entries;
        for (int n = 1; n < 3 + i % 7; ++n)
            entries.emplace_back("Eintrag", std::string(static_cast<std::size_t>(20 * n), 'x'));
        entries.emplace_back("Ende", "Schluss" + std::to_string(i) + ".");
        pdf.record("Anfang" + std::to_string(i) + ".", entries);
    }
    const std::string text = asked("pdftotext -layout", pdf.finish());
    REQUIRE(count_of(text, "\f") > 2);
    for (int i = 1; i <= 30; ++i) {
        const auto begin = text.find("Anfang" + std::to_string(i) + ".");
        const auto end = text.find("Schluss" + std::to_string(i) + ".");
        REQUIRE(begin < end);
        REQUIRE(end != text.npos);
        CHECK(text.substr(begin, end - begin).find('\f') == std::string::npos);
    }
}

TEST_CASE("the same content is the same bytes") {
    CHECK(sample() == sample());
}

TEST_CASE("the PDF says title, author and the day it was given") {
    const std::string text = asked("TZ=UTC pdfinfo -isodates", sample());
    CHECK(text.find("Antrag auf Förderung") != text.npos);
    CHECK(text.find("Freiwilligenzentrum Offenbach") != text.npos);
    CHECK(text.find("2026-10-31T12:00:00Z") != text.npos);
    CHECK(text.find("A4") != text.npos);
}

TEST_CASE("the PDF says that its text is German, and a reader without repairing it finds that") {
    const std::string checked = asked("qpdf --check", sample());
    CHECK(checked.find("No syntax or stream encoding errors found") != checked.npos);
    CHECK(checked.find("WARNING") == checked.npos);
    const std::string objects = asked("qpdf --qdf --object-streams=disable --static-id", sample());
    CHECK(objects.find("/Lang (de-DE)") != objects.npos);
    CHECK(objects.find("/DisplayDocTitle true") != objects.npos);
}

TEST_CASE("fonts are embedded as subsets with a table back to characters") {
    const std::string fonts = asked("pdffonts", sample());
    CHECK(fonts.find("+LiberationSans") != fonts.npos);
    CHECK(count_of(fonts, "yes yes yes") == count_of(fonts, "+"));
}

TEST_CASE("a draft says so on each page") {
    const std::string text = asked("pdftotext", sample(true));
    CHECK(count_of(text, "ENTWURF") == count_of(text, "\f"));
    CHECK(asked("pdftotext", sample()).find("ENTWURF") == std::string::npos);
}

TEST_CASE("markup, control characters and broken bytes are only text") {
    PdfDocument pdf{info()};
    pdf.paragraph("<b>fett</b> & /JavaScript (x) \x1b[31m Gr\xfcn");
    const std::string bytes = pdf.finish();
    const std::string text = asked("pdftotext", bytes);
    CHECK(text.find("<b>fett</b> & /JavaScript (x) \\x1b[31m Gr\\xfcn") != text.npos);
    CHECK(bytes.find("/JavaScript") == bytes.npos);
    CHECK(bytes.find("/OpenAction") == bytes.npos);
}

TEST_CASE("a paragraph and a row longer than a page go on and nothing is lost") {
    std::string words;
    for (int i = 1; i <= 3000; ++i)
        words += "w" + std::to_string(i) + " ";
    PdfDocument pdf{info()};
    pdf.paragraph(words);
    pdf.table({{"lang", 1}, {"kurz", 1}}, {{{words, "einmal"}, false}});
    const std::string text = asked("pdftotext -raw", pdf.finish());
    for (const char* word : {"w1", "w1499", "w1500", "w3000"})
        CHECK_MESSAGE(count_of(text, std::string{word} + (word[1] == '3' ? "" : " ")) +
                              count_of(text, std::string{word} + "\n") >=
                          2,
                      word);
    CHECK(count_of(text, "einmal") == 1);
}

TEST_CASE("an empty document and an empty table are still documents") {
    CHECK(count_of(asked("pdftotext", PdfDocument{info()}.finish()), "Seite 1 von 1") == 1);
    PdfDocument pdf{info()};
    pdf.table({{"a", 1}}, {});
    CHECK(count_of(asked("pdftotext", pdf.finish()), "Seite 1 von 1") == 1);
}
