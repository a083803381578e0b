// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/formats/output_file.hpp"
#include "ehrenamt/publishing/application_pdf.hpp"
#include "tests/support/temp_folder.hpp"
#include "tests/unit/funding/rule_text.hpp"

#include <doctest/doctest.h>

#include <cstdlib>

using namespace ehrenamt;
using base::Date;
using domain::Cents;
using funding::CostKind;

namespace {

funding::MeasureEntry measure(int number, bool specific) {
    funding::MeasureEntry m;
    m.id = "06413000-" + std::to_string(number);
    m.topic = specific ? "Demenzbegleitung" : "Vereinsrecht";
    m.trainer = "Beispiel, Anna";
    m.place = "Volkshochschule Offenbach, Raum 2";
    m.dates = "02.02.2027 und 09.02.2027, 18:00–20:15 Uhr";
    m.last_day = Date::of(2027, 2, 9);
    m.facts.title =
        specific ? "Umgang mit Demenz: Begleitung im Alltag" : "Vereinsrecht: Grundlagen für Vorstände";
    m.facts.specific = specific;
    m.facts.teaching_time = {6 * 45};
    m.facts.costs = {{CostKind::fee, Cents{std::int64_t{701} * number + 21000}},
                     {CostKind::material, Cents{2000}}};
    m.facts.planned_participants = 7 + number;
    m.facts.partner = specific ? "" : "Volkshochschule Offenbach";
    m.facts.no_supraregional_offer =
        specific ? "Die nächsten Kurse des Landesverbands liegen in Kassel." : "";
    m.facts.first_day = Date::of(2027, 2, 2);
    return m;
}

funding::ApplicationDocument sample(bool draft = true) {
    static const auto k_rules =
        rule_text::read(rule_text::file_text(EHRENAMT_SOURCE_DIR "/data/funding/he-qualifizierung.toml"));
    funding::ApplicationInput in{
        *domain::HalfYear::parse("2027-H1"), Date::of(2027, 1, 4), draft, {}, {}, {}, {}, {}, {}, {}, {}};
    in.applicant = {"Freiwilligenzentrum Offenbach e.V.",
                    "Verein",
                    "Offenbach am Main",
                    "06413000",
                    {"Offenbach am Main"},
                    "Beispielstraße 1",
                    "63065",
                    "Offenbach am Main",
                    "info@beispiel.example",
                    "069 0000000",
                    "DE00 0000 0000 0000 0000 00",
                    "Beispiel, Berta"};
    for (int number = 1; number <= 14; ++number)
        in.measures.push_back(measure(number, number % 4 == 0));
    in.development_cost = Cents{150000};
    in.frame = funding::BudgetFrame{Cents{800000},
                                    {"budget_frame", "Verfügungsrahmen", "Angabe", "B", "high", false}};
    in.survey = funding::SurveyFacts{300, 120, 235, 1480};
    return funding::make_application(std::move(in), k_rules, {});
}

std::string text_of(const std::string& pdf) {
    const test::TempFolder folder;
    const auto file = (folder / "a.pdf").string();
    formats::write_file(file, pdf, formats::Readers::owner, false);
    if (const char* keep = std::getenv("EHRENAMT_KEEP_PDF"))
        formats::write_file(keep, pdf, formats::Readers::owner, true);
    REQUIRE(std::system(("pdftotext -layout " + file + " " + file + ".txt").c_str()) == 0);
    return rule_text::file_text(file + ".txt");
}

} // namespace

TEST_CASE("the application's PDF holds cover, overview, plan, declarations and the basis of each amount") {
    const auto document = sample();
    const auto text = text_of(publishing::application_pdf(document));
    for (const auto* part :
         {"Regierungspräsidium Darmstadt", "Antragstellerin", "Programmübersicht", "Finanzierungsplan",
          "Erklärungen", "Anlage A: Angaben je Maßnahme", "Anlage B: Berechnungsgrundlage", "ENTWURF",
          "rate_ue_regular_max", "Unterschrift Beispiel, Berta", "gesichert"}) {
        CAPTURE(part);
        CHECK(text.find(part) != std::string::npos);
    }
}

TEST_CASE("the sums of the PDF are those of the document") {
    const auto document = sample();
    const auto text = text_of(publishing::application_pdf(document));
    CHECK(text.find(document.assessment.total.german()) != std::string::npos);
    CHECK(text.find(document.plan.total.german()) != std::string::npos);
    CHECK(text.find(document.assessment.measures.german()) != std::string::npos);
    CHECK(text.find(document.assessment.flats.german()) != std::string::npos);
}

TEST_CASE("a submitted application is no draft, and the same document gives the same bytes") {
    const auto document = sample(false);
    const auto pdf = publishing::application_pdf(document);
    CHECK(text_of(pdf).find("ENTWURF") == std::string::npos);
    CHECK(pdf == publishing::application_pdf(document));
}

TEST_CASE("open points stand before the cover data") {
    auto document = sample();
    document.open_points = {"Nr. 3: geplant sind 6 Teilnehmende, nötig sind 7"};
    const auto text = text_of(publishing::application_pdf(document));
    CHECK(text.find("geplant sind 6 Teilnehmende") < text.find("1  Angaben zum Antrag"));
}
