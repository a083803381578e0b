// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/publishing/drawdown_letter.hpp"
#include "ehrenamt/publishing/leaflet.hpp"
#include "ehrenamt/publishing/pdf.hpp"

#include <fmt/format.h>

namespace ehrenamt::publishing {
namespace {

void write_head(PdfDocument& pdf, const DrawdownLetter& letter) {
    const auto& own = letter.contact_point;
    std::vector<std::string> sender{own.name};
    for (const auto& line : {own.street, fmt::format("{} {}", own.postcode, own.place)})
        if (!base::trimmed(line).empty())
            sender.emplace_back(base::trimmed(line));
    pdf.letterhead({sender,
                    letter.authority,
                    {{"Datum", letter.drawdown.requested_on.german()}, {"Bescheid", letter.grant.number}},
                    fmt::format("Mittelabruf zum Bescheid {} vom {}\nQualifizierungsprogramm Ehrenamtliches "
                                "Engagement, {}",
                                letter.grant.number, letter.grant.decided_on.german(),
                                letter.grant.half_year.german())});
}

void write_account(PdfDocument& pdf, const DrawdownLetter& letter) {
    const auto& grant = letter.grant;
    const auto left = grant.granted() - grant.drawn() - letter.drawdown.amount;
    std::vector<PdfRow> rows{{{"Bewilligt", grant.granted().german()}},
                             {{"Bisher abgerufen", grant.drawn().german()}},
                             {{"Mit diesem Schreiben abgerufen", letter.drawdown.amount.german()}, true},
                             {{"Noch nicht abgerufen", left.german()}}};
    pdf.table({{"Zuwendung", 4}, {"Betrag", 1.2, Align::right}}, rows);
}

/// Everything that is due by then; what of it was drawn before stands in the account above.
void write_need(PdfDocument& pdf, const DrawdownLetter& letter) {
    const auto until = letter.drawdown.use_until;
    std::vector<PdfRow> rows;
    if (letter.grant.development.value > 0)
        rows.push_back({{"", "Erarbeitung des lokalen Programms", "", letter.grant.development.german()}});
    for (const auto& measure : letter.grant.measures)
        if (funding::due(measure, until))
            rows.push_back({{fmt::to_string(measure.number), measure.title, measure.last_day.german(),
                             measure.granted.german()}});
    rows.push_back({{"", "Fällig, einschließlich bisher abgerufener Beträge", "",
                     funding::due_until(letter.grant, until).german()},
                    true});
    pdf.table({{"Nr.", 0.5}, {"Maßnahme", 4}, {"letzter Termin", 1.4}, {"bewilligt", 1.2, Align::right}},
              rows);
}

std::string written(const DrawdownLetter& letter) {
    constexpr double k_gap = 6;
    const auto& own = letter.contact_point;
    PdfDocument pdf{{"Mittelabruf", own.name,
                     fmt::format("{} · Mittelabruf zum Bescheid {}", own.name, letter.grant.number),
                     letter.drawdown.requested_on}};
    write_head(pdf, letter);
    pdf.paragraph("Sehr geehrte Damen und Herren,");
    pdf.paragraph(fmt::format("wir bitten um Auszahlung von {} zum {}.", letter.drawdown.amount.german(),
                              letter.drawdown.payout_on.german()));
    write_account(pdf, letter);
    pdf.paragraph(fmt::format("Der Betrag wird für Zahlungen benötigt, die bis zum {} fällig sind:",
                              letter.drawdown.use_until.german()));
    write_need(pdf, letter);
    pdf.key_values({{"Zweck", "Qualifizierung freiwillig Engagierter nach dem lokalen Programm"},
                    {"Konto (IBAN)", own.bank_account.empty() ? "noch einzutragen" : own.bank_account},
                    {"Frist der Verwendung",
                     fmt::format("{} ({})", letter.use_within.clause, letter.use_within.source)}});
    if (letter.use_within.uncertain)
        pdf.note("Die Frist der Verwendung stammt aus einem anderen Programm oder ist nicht gesichert; was "
                 "der Bescheid "
                 "bestimmt, geht vor.");
    pdf.paragraph(
        "Wir bestätigen, dass die Mittel in dieser Zeit für fällige Zahlungen zum bewilligten Zweck "
        "benötigt werden.");
    pdf.paragraph("Mit freundlichen Grüßen");
    pdf.space(k_gap);
    pdf.signatures({"Ort, Datum", "Unterschrift " + own.representative});
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

/// The entry of the part `documents` (documents.cpp calls it by this name).
extern "C" EHRENAMT_API void ehrenamt_drawdown_pdf(const ehrenamt::publishing::DrawdownLetter* letter,
                                                   std::string* bytes) {
    *bytes = ehrenamt::publishing::written(*letter);
}
