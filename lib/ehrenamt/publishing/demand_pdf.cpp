// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/publishing/demand_sheet.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <numeric>
#include <utility>

namespace ehrenamt::publishing {
namespace {

using needs::Demand;
using needs::DemandBy;

std::string counted(std::int64_t count, std::string_view one, std::string_view many) {
    return fmt::format("{} {}", count, count == 1 ? one : many);
}

std::string associations(std::int64_t count) {
    return counted(count, "Verein", "Vereinen");
}

std::string percent(std::int64_t part, std::int64_t whole) {
    const auto tenths = whole == 0 ? 0 : part * 1000 / whole;
    return fmt::format("{},{} %", tenths / 10, tenths % 10);
}

std::string_view heading(DemandBy by) {
    switch (by) {
    case DemandBy::topic:
        break;
    case DemandBy::municipality:
        return "Woher die Wünsche kommen";
    case DemandBy::field:
        return "Bereich des Engagements";
    case DemandBy::time:
        return "Wann es passt (mehrere Antworten möglich)";
    case DemandBy::format:
        return "In welcher Form (mehrere Antworten möglich)";
    }
    return "Gewünschte Themen";
}

/// The rows that stand for themselves; what was merged is told below.
std::vector<PdfBar> bars_of(const Demand& demand) {
    std::vector<PdfBar> bars;
    for (const auto& row : demand.rows)
        if (!row.merged)
            bars.push_back({row.name.empty() ? "ohne Angabe" : row.name, row.persons,
                            fmt::format("{} ({})", row.persons, row.associations)});
    return bars;
}

/// What the bars do not show.
std::string rest_of(const Demand& demand, const std::vector<PdfBar>& bars, std::size_t drawn,
                    std::int64_t least) {
    std::string text;
    if (drawn < bars.size()) {
        const auto persons =
            std::accumulate(bars.begin() + static_cast<std::ptrdiff_t>(drawn), bars.end(), std::int64_t{0},
                            [](std::int64_t sum, const PdfBar& bar) { return sum + bar.value; });
        text = fmt::format(
            "Nicht gezeigt: {} mit zusammen {}.",
            counted(static_cast<std::int64_t>(bars.size() - drawn), "weiterer Eintrag", "weitere Einträge"),
            counted(persons, "Person", "Personen"));
    }
    if (!demand.rows.empty() && demand.rows.back().merged)
        text += fmt::format("{}Wünsche von jeweils weniger als {} zusammen: {}.", text.empty() ? "" : " ",
                            associations(least), counted(demand.rows.back().persons, "Person", "Personen"));
    return text;
}

void write_head(PdfDocument& pdf, const DemandSheet& sheet, const Demand& demand) {
    const auto& round = demand.round;
    pdf.heading(fmt::format("Fortbildungsbedarf im Ehrenamt, {}", round.half_year.german()), 1);
    pdf.note(fmt::format("{} · Bedarfserhebung vom {} bis {} · Stand {}", sheet.contact_point,
                         round.opened_on.german(), round.last_day().german(), sheet.today.german()));
    pdf.paragraph(fmt::format(
        "Von {} eingeladenen Vereinen und Initiativen haben {} geantwortet (Rücklauf "
        "{}); insgesamt liegen {} vor{}. "
        "Alle Zahlen sind die Antworten selbst, nicht hochgerechnet.",
        round.invited, demand.responses_of_invited, percent(demand.responses_of_invited, round.invited),
        counted(round.responses, "Antwort", "Antworten"),
        round.responses > demand.responses_of_invited ? ", auch von nicht Eingeladenen" : ""));
    std::string kinds;
    for (const auto& [name, kind] :
         {std::pair{"Allgemeine Themen", demand.general}, {"spezifische Themen", demand.specific}})
        if (kind.associations >= sheet.least)
            kinds +=
                fmt::format("{}{}: {} aus {}", kinds.empty() ? "" : "; ", name,
                            counted(kind.persons, "Person", "Personen"), associations(kind.associations));
    if (!kinds.empty())
        pdf.paragraph(kinds + ".");
}

void write_part(PdfDocument& pdf, const DemandSheet::Part& part, std::int64_t least, double keep_free_mm) {
    constexpr double k_heading_and_a_bar_mm = 30;
    const auto bars = bars_of(part.demand);
    if (pdf.room_mm() < keep_free_mm + k_heading_and_a_bar_mm)
        return;
    if (std::none_of(part.demand.rows.begin(), part.demand.rows.end(),
                     [](const needs::DemandRow& row) { return !row.merged && !row.name.empty(); }))
        return;
    pdf.heading(heading(part.by), 3);
    const auto drawn = pdf.bars(bars, keep_free_mm);
    if (const auto rest = rest_of(part.demand, bars, drawn, least); !rest.empty())
        pdf.note(rest);
}

std::string written(const DemandSheet& sheet) {
    // What the parts below the topics and the last note need, so that all stays on one page.
    constexpr double k_topics_keep_mm = 112;
    constexpr double k_others_keep_mm = 16;
    const auto& first = sheet.parts.front().demand;
    PdfDocument pdf{{fmt::format("Fortbildungsbedarf im Ehrenamt, {}", first.round.half_year.german()),
                     sheet.contact_point, "Fortbildungsbedarf · " + sheet.contact_point, sheet.today}};
    write_head(pdf, sheet, first);
    if (bars_of(first).empty())
        pdf.paragraph("Einzelne Themen lassen sich nicht zeigen, ohne dass Vereine erkennbar würden.");
    else
        pdf.note(
            fmt::format("Balken und Zahl: Personen; in Klammern: Vereine. Gruppen von weniger als {} sind "
                        "zusammengefasst oder weggelassen, damit niemand erkennbar ist.",
                        associations(sheet.least)));
    for (const auto& part : sheet.parts)
        write_part(pdf, part, sheet.least, part.by == DemandBy::topic ? k_topics_keep_mm : k_others_keep_mm);
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void ehrenamt_demand_pdf(const ehrenamt::publishing::DemandSheet* sheet,
                                                 std::string* bytes) {
    *bytes = ehrenamt::publishing::written(*sheet);
}
