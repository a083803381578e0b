// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/application_pdf.hpp"

#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/application_annexes.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <set>

namespace ehrenamt::publishing {
namespace {

using domain::Cents;
using funding::ApplicationDocument;
using funding::MeasureState;

constexpr std::string_view k_programme = "Qualifizierungsprogramm Ehrenamtliches Engagement";

std::string known(const std::string& text) {
    return text.empty() ? std::string{k_to_fill_in} : text;
}

/// The parts of an address that are known, joined.
std::string address(const funding::Applicant& applicant) {
    const std::string town = fmt::format("{} {}", applicant.postcode, applicant.place);
    std::vector<std::string> parts;
    for (const auto& part : {applicant.street, std::string{base::trimmed(town)}})
        if (!part.empty())
            parts.push_back(part);
    return base::joined(parts, ", ");
}

struct Totals {
    std::int64_t measures = 0;
    std::int64_t specific = 0;
    std::int64_t participants = 0;
    domain::TeachingTime time;
};

Totals totals(const ApplicationDocument& document) {
    Totals sum;
    for (const auto& entry : document.input.measures) {
        if (entry.facts.state == MeasureState::cancelled)
            continue;
        ++sum.measures;
        sum.specific += entry.facts.specific ? 1 : 0;
        sum.participants += entry.facts.planned_participants;
        sum.time.minutes += entry.facts.teaching_time.minutes;
    }
    return sum;
}

std::string number(std::int64_t value) {
    return base::render("{0}", {base::arg(value)}, true);
}

void add_letter(PdfDocument& pdf, const ApplicationDocument& document) {
    const auto& input = document.input;
    const auto& applicant = input.applicant;
    std::vector<std::string> sender{applicant.name};
    if (const auto line = address(applicant); !line.empty())
        sender.push_back(line);
    std::vector<std::pair<std::string, std::string>> references{{"Datum", input.made_on.german()}};
    for (const auto& [label, text] : {std::pair{"Telefon", applicant.phone}, {"E-Mail", applicant.email}})
        if (!text.empty())
            references.emplace_back(label, text);
    references.emplace_back("Inhalt", document.content_hash.substr(0, 12));
    pdf.letterhead(
        {sender, document.authority, references,
         fmt::format("{}\nAntrag auf Förderung für das {}", k_programme, input.half_year.german())});
    const auto sum = totals(document);
    pdf.paragraph("Sehr geehrte Damen und Herren,");
    pdf.paragraph(fmt::format("für das {} beantragen wir eine Zuwendung von {} für {} "
                              "Qualifizierungsmaßnahmen mit zusammen {} und {} "
                              "geplanten Teilnehmenden. Der Betrag setzt sich so zusammen:",
                              input.half_year.german(), document.assessment.total.german(), sum.measures,
                              sum.time.german_ue(), sum.participants));
    std::vector<PdfRow> rows{
        {{fmt::format("Maßnahmen ({})", sum.measures), document.assessment.measures.german()}},
        {{"Durchführung und finanzielle Abwicklung, pauschal je durchgeführte Maßnahme",
          document.assessment.flats.german()}},
        {{"Erarbeitung des lokalen Qualifizierungsprogramms", document.assessment.development.german()}}};
    rows.push_back({{"Beantragte Zuwendung", document.assessment.total.german()}, true});
    pdf.table({{"Bestandteil", 4}, {"Betrag", 1.2, Align::right}}, rows);
    pdf.paragraph("Angaben zum Antrag, Programmübersicht, Finanzierungsplan und Erklärungen folgen; Anlage A "
                  "enthält die Angaben je Maßnahme, Anlage B die Berechnungsgrundlage.");
    pdf.paragraph("Mit freundlichen Grüßen");
    pdf.space(6);
    pdf.signatures({"Ort, Datum", fmt::format("Unterschrift {}", applicant.representative)});
}

void add_open_points(PdfDocument& pdf, const ApplicationDocument& document) {
    if (document.open_points.empty())
        return;
    pdf.heading("Offene Punkte – so kann der Antrag nicht gestellt werden");
    pdf.bullets(document.open_points);
}

std::string deadline_text(const ApplicationDocument& document) {
    if (!document.deadline)
        return std::string{k_to_fill_in};
    const auto& deadline = *document.deadline;
    if (deadline.nominal == deadline.shifted)
        return deadline.nominal.german();
    return fmt::format("{} ({}); nächster Werktag {}", deadline.nominal.german(),
                       domain::german_weekday(deadline.nominal), deadline.shifted.german());
}

void add_cover(PdfDocument& pdf, const ApplicationDocument& document) {
    const auto& input = document.input;
    const auto& applicant = input.applicant;
    const auto period = input.half_year.period();
    pdf.heading("1  Angaben zum Antrag");
    pdf.key_values({{"Antragstellerin", applicant.name},
                    {"Trägerschaft", known(applicant.carrier)},
                    {"Sitz", fmt::format("{} (AGS {})", applicant.municipality, applicant.municipality_key)},
                    {"Zuständig für", known(base::joined(applicant.area, ", "))},
                    {"Anschrift", known(address(applicant))},
                    {"Vertreten durch", known(applicant.representative)},
                    {"E-Mail", known(applicant.email)},
                    {"Telefon", known(applicant.phone)},
                    {"Bankverbindung", known(applicant.bank_account)},
                    {"Maßnahme", fmt::format("{}, {}", k_programme, input.half_year.german())},
                    {"Zeitraum", fmt::format("{} bis {}", period.first.german(), period.last.german())},
                    {"Antragsfrist", deadline_text(document)},
                    {"Verfügungsrahmen", document.assessment.frame
                                             ? fmt::format("{}, davon mit diesem Antrag belegt {}",
                                                           document.assessment.frame->amount.german(),
                                                           document.assessment.frame_used.german())
                                             : std::string{k_to_fill_in}}});
}

void add_aims(PdfDocument& pdf, const ApplicationDocument& document) {
    const auto sum = totals(document);
    std::set<std::string> partners;
    for (const auto& entry : document.input.measures)
        if (!entry.facts.partner.empty())
            partners.insert(entry.facts.partner);
    pdf.heading("2  Ziele, Zielgruppe und Zusammenarbeit");
    if (const auto& survey = document.input.survey; survey && survey->responses > 0)
        pdf.paragraph(fmt::format("Das Programm beruht auf der Bedarfserhebung bei den örtlichen Vereinen "
                                  "und Initiativen: {} Antworten "
                                  "mit {} Themenwünschen für {} Personen.",
                                  number(survey->responses), number(survey->needs), number(survey->persons)));
    pdf.paragraph(
        fmt::format("Zielgruppe sind ehrenamtlich Engagierte im Zuständigkeitsgebiet. {} der {} Maßnahmen "
                    "sind allgemeine, für "
                    "alle Engagierten offene Qualifizierungen, {} sind spezifische für besondere Aufgaben.",
                    sum.measures - sum.specific, sum.measures, sum.specific));
    if (!partners.empty())
        pdf.paragraph("Kooperationspartner: " + base::joined({partners.begin(), partners.end()}, ", ") + ".");
    for (const auto& paragraph : document.input.statement)
        pdf.paragraph(paragraph);
}

std::string kind_of(const funding::MeasureFacts& facts) {
    return facts.specific ? "spezifisch" : "allgemein";
}

void add_overview(PdfDocument& pdf, const ApplicationDocument& document) {
    pdf.heading("3  Programmübersicht");
    std::vector<PdfRow> rows;
    Cents costs;
    const auto sum = totals(document);
    for (std::size_t i = 0; i < document.input.measures.size(); ++i) {
        const auto& entry = document.input.measures[i];
        const auto& share = document.assessment.shares[i];
        costs += share.assessment.total_cost;
        rows.push_back(
            {{fmt::to_string(i + 1),
              fmt::format("{}\n{} · {}", entry.facts.title, kind_of(entry.facts), entry.dates),
              entry.facts.teaching_time.german_ue(), fmt::to_string(entry.facts.planned_participants),
              share.assessment.total_cost.german(), share.assessment.grant.german(), share.flat.german()}});
    }
    rows.push_back({{"", "Summe", sum.time.german_ue(), number(sum.participants), costs.german(),
                     document.assessment.measures.german(), document.assessment.flats.german()},
                    true});
    pdf.table({{"Nr.", 0.6, Align::right},
               {"Maßnahme", 5.2},
               {"UE", 1.1, Align::right},
               {"TN", 0.8, Align::right},
               {"Kosten", 1.7, Align::right},
               {"Zuwendung", 1.8, Align::right},
               {"Pauschale", 1.6, Align::right}},
              rows);
    pdf.note(
        "UE: Unterrichtseinheit von 45 Minuten. TN: geplante Teilnehmende. Pauschale: für Durchführung und "
        "finanzielle Abwicklung, fällig nur für durchgeführte Maßnahmen.");
}

std::vector<PdfRow> plan_rows(const std::vector<funding::PlanLine>& lines, std::string sum_label, Cents sum) {
    std::vector<PdfRow> rows;
    for (const auto& line : lines)
        rows.push_back({{line.label, line.amount.german()}});
    rows.push_back({{std::move(sum_label), sum.german()}, true});
    return rows;
}

void add_plan(PdfDocument& pdf, const ApplicationDocument& document) {
    pdf.heading("4  Finanzierungsplan");
    const PdfColumn amount{"Betrag", 1.2, Align::right};
    pdf.table({{"Kosten", 4}, amount},
              plan_rows(document.plan.costs, "Summe der Kosten", document.plan.total));
    pdf.table({{"Finanzierung", 4}, amount},
              plan_rows(document.plan.funds, "Summe der Finanzierung", document.plan.total));
    pdf.note(fmt::format("Beantragte Zuwendung insgesamt: {}. Teilnahmebeiträge und sonstige Einnahmen sind "
                         "vollständig angesetzt.",
                         document.assessment.total.german()));
}

void add_declarations(PdfDocument& pdf, const ApplicationDocument& document) {
    pdf.page_break(); // a signature stands under what it signs
    pdf.heading("5  Erklärungen");
    pdf.paragraph("Die Antragstellerin erklärt:");
    for (const auto& declaration : document.declarations)
        pdf.checkbox(declaration.text);
    pdf.space(10);
    pdf.signatures({"Ort, Datum", "rechtsverbindliche Unterschrift, Stempel"});
}

std::string letter(const ApplicationDocument& document) {
    const auto& input = document.input;
    PdfDocument pdf{{fmt::format("{}: Antrag {}", k_programme, input.half_year.german()),
                     input.applicant.name,
                     fmt::format("{} · Antrag {} · Inhalt {}", input.applicant.name, input.half_year.text(),
                                 document.content_hash.substr(0, 12)),
                     input.made_on, input.draft}};
    add_letter(pdf, document);
    pdf.page_break();
    add_open_points(pdf, document);
    add_cover(pdf, document);
    add_aims(pdf, document);
    add_overview(pdf, document);
    add_plan(pdf, document);
    add_declarations(pdf, document);
    pdf.page_break();
    add_measure_annex(pdf, document);
    add_basis_annex(pdf, document);
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void ehrenamt_application_pdf(const ehrenamt::funding::ApplicationDocument* document,
                                                      std::string* bytes) {
    *bytes = ehrenamt::publishing::letter(*document);
}
