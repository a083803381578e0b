// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/application_annexes.hpp"

#include <fmt/format.h>

namespace ehrenamt::publishing {
namespace {

using funding::ApplicationDocument;
using funding::MeasureEntry;
using funding::MeasureShare;

using Entries = std::vector<std::pair<std::string, std::string>>;

void add_if_known(Entries& entries, std::string label, const std::string& text) {
    if (!text.empty())
        entries.emplace_back(std::move(label), text);
}

/// `Honorar 210,00 €, Material 20,00 €`.
std::string costs_text(const funding::MeasureFacts& facts) {
    std::string text;
    for (const auto& cost : facts.costs)
        if (cost.amount.value != 0)
            text += fmt::format("{}{} {}", text.empty() ? "" : ", ", german(cost.kind), cost.amount.german());
    return text.empty() ? "keine" : text;
}

std::string income_text(const funding::MeasureFacts& facts) {
    if (facts.participant_fees.value == 0 && facts.other_income.value == 0)
        return "keine";
    return fmt::format("Teilnahmebeiträge {}, sonstige {}", facts.participant_fees.german(),
                       facts.other_income.german());
}

std::string rate_text(const MeasureEntry& entry, const MeasureShare& share) {
    switch (entry.facts.exceptional_rate) {
    case funding::ExceptionalRate::approved:
        return fmt::format("{} (Ausnahme genehmigt): {}", share.assessment.rate.german(),
                           entry.facts.exceptional_rate_reason);
    case funding::ExceptionalRate::asked:
        return fmt::format("{}; höherer Satz beantragt: {}", share.assessment.rate.german(),
                           entry.facts.exceptional_rate_reason);
    case funding::ExceptionalRate::not_asked:
        break;
    }
    return share.assessment.rate.german();
}

Entries entries_of(const MeasureEntry& entry, const MeasureShare& share) {
    const auto& facts = entry.facts;
    Entries entries{
        {"Art, Thema", fmt::format("{}, {}", facts.specific ? "spezifisch" : "allgemein", entry.topic)}};
    add_if_known(entries, "Kooperationspartner", facts.partner);
    if (!facts.specific && facts.partner.empty())
        add_if_known(entries, "Grund ohne Partner", facts.no_partner_reason);
    if (facts.specific)
        entries.emplace_back("Kein überregionales Angebot, weil", facts.no_supraregional_offer.empty()
                                                                      ? std::string{k_to_fill_in}
                                                                      : facts.no_supraregional_offer);
    add_if_known(entries, "Trainerin, Trainer", entry.trainer);
    entries.emplace_back("Termine", entry.dates);
    add_if_known(entries, "Ort", entry.place);
    entries.emplace_back("Umfang", fmt::format("{} ({} Minuten), {} geplante Teilnehmende",
                                               facts.teaching_time.german_ue(), facts.teaching_time.minutes,
                                               facts.planned_participants));
    entries.emplace_back(
        "Kosten", fmt::format("{}, zusammen {}", costs_text(facts), share.assessment.total_cost.german()));
    entries.emplace_back("Einnahmen", income_text(facts));
    entries.emplace_back("Satz je UE", rate_text(entry, share));
    entries.emplace_back("Beantragt",
                         fmt::format("{} und Pauschale {}; Eigenmittel {}", share.assessment.grant.german(),
                                     share.flat.german(), own_funds(share.assessment).german()));
    return entries;
}

/// One calculation per measure: what is eligible, what is cut, what remains.
std::vector<PdfRow> calculation_rows(std::size_t number, const MeasureEntry& entry,
                                     const MeasureShare& share) {
    std::vector<PdfRow> rows;
    for (const auto& line : share.assessment.lines)
        rows.push_back({{rows.empty() ? fmt::to_string(number) : "",
                         german(line, entry.facts, share.assessment), line.rule.key, line.amount.german()}});
    if (share.flat_rule)
        rows.push_back({{rows.empty() ? fmt::to_string(number) : "",
                         share.flat_planned ? "Pauschale, sobald durchgeführt" : "Pauschale",
                         share.flat_rule->key, share.flat.german()}});
    return rows;
}

std::string certainty(const funding::Citation& rule) {
    return funding::german_evidence(rule) + (rule.uncertain ? "; nicht gesichert" : "");
}

} // namespace

void add_measure_annex(PdfDocument& pdf, const ApplicationDocument& document) {
    pdf.heading("Anlage A: Angaben je Maßnahme");
    for (std::size_t i = 0; i < document.input.measures.size(); ++i) {
        const auto& entry = document.input.measures[i];
        pdf.record(fmt::format("{}  {}", i + 1, entry.facts.title),
                   entries_of(entry, document.assessment.shares[i]));
    }
}

void add_basis_annex(PdfDocument& pdf, const ApplicationDocument& document) {
    pdf.page_break();
    pdf.heading("Anlage B: Berechnungsgrundlage");
    pdf.paragraph("Jeder Betrag nennt die Regel, auf der er beruht. Die Zuwendung einer Maßnahme sind ihre "
                  "förderfähigen Kosten, höchstens Unterrichtseinheiten × Satz.");
    std::vector<PdfRow> rows;
    for (std::size_t i = 0; i < document.input.measures.size(); ++i)
        for (auto& row : calculation_rows(i + 1, document.input.measures[i], document.assessment.shares[i]))
            rows.push_back(std::move(row));
    if (document.assessment.development_rule && document.assessment.development.value > 0)
        rows.push_back({{"", "Erarbeitung des Programms", document.assessment.development_rule->key,
                         document.assessment.development.german()}});
    rows.push_back({{"", "Beantragte Zuwendung", "", document.assessment.total.german()}, true});
    pdf.table(
        {{"Nr.", 0.5, Align::right}, {"Berechnung", 3.2}, {"Regel", 2.6}, {"Betrag", 1.2, Align::right}},
        rows);
    pdf.heading("Regeln und ihre Belege", 3);
    std::vector<PdfRow> rules;
    for (const auto& rule : document.rules)
        rules.push_back({{rule.key, rule.clause, rule.source, certainty(rule)}});
    pdf.table({{"Regel", 2.3}, {"Wortlaut", 2.8}, {"Quelle", 3}, {"Beleg", 1.7}}, rules);
    pdf.note(fmt::format("Regelwerk „{}“, Fassung {}, SHA-256 {}. Inhalt dieses Antrags: SHA-256 {}.",
                         document.rule_set_title, document.rule_set_version, document.rule_set_hash,
                         document.content_hash));
}

} // namespace ehrenamt::publishing
