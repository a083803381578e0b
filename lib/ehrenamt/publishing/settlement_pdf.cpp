// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/measures/receipts.hpp"
#include "ehrenamt/publishing/certificate_sheet.hpp"
#include "ehrenamt/publishing/leaflet.hpp"
#include "ehrenamt/publishing/pdf.hpp"
#include "ehrenamt/publishing/settlement.hpp"

#include <fmt/format.h>

#include <functional>

namespace ehrenamt::publishing {
namespace {

using measures::Agreement;

std::string vat_in_words(const std::string& vat) {
    if (vat == "small_business")
        return "keine, Kleinunternehmerregelung (§ 19 UStG)";
    if (vat == "exempt")
        return "keine, steuerfrei (§ 4 UStG)";
    if (vat == "liable")
        return "im Betrag enthalten";
    return "noch zu klären";
}

std::string allowance_in_words(const std::string& allowance) {
    if (allowance == "trainer")
        return "Übungsleiterpauschale (§ 3 Nr. 26 EStG)";
    if (allowance == "volunteer")
        return "Ehrenamtspauschale (§ 3 Nr. 26a EStG)";
    if (allowance == "none")
        return "keiner";
    return "noch zu klären";
}

std::string time_of_day(std::int64_t minute) {
    constexpr std::int64_t k_hour = 60;
    return fmt::format("{:02}:{:02}", minute / k_hour, minute % k_hour);
}

void write_sessions(PdfDocument& pdf, const measures::AgreedMeasure& measure) {
    std::vector<PdfRow> rows;
    for (const auto& session : measure.sessions)
        rows.push_back({{session.day.german(),
                         fmt::format("{}–{} Uhr", time_of_day(session.start_minute),
                                     time_of_day(session.start_minute + session.minutes)),
                         session.venue.empty() ? "online" : session.venue,
                         domain::TeachingTime{session.minutes}.german_ue()}});
    rows.push_back({{"Summe", "", "", measure.teaching_time().german_ue()}, true});
    pdf.table({{"Tag", 1.2}, {"Zeit", 1.6}, {"Ort", 3.4}, {"Umfang", 1.1, Align::right}}, rows);
}

void write_head(PdfDocument& pdf, const SettlementPapers& papers, const Agreement& agreement,
                const char* title) {
    constexpr double k_gap = 2;
    pdf.note(base::joined(contact_lines(papers.contact_point), "\n"));
    pdf.heading(title, 1);
    pdf.key_values({{"Maßnahme", papers.measure.title},
                    {"Nummer", papers.measure.number},
                    {"Thema", papers.measure.topic},
                    {"Leitung", spoken_name(agreement.trainer)}});
    pdf.fill_in("Anschrift", 0, "ADDRESS");
    pdf.fill_in("Steuernummer", 0, "TAX_NUMBER");
    pdf.space(k_gap);
}

std::vector<PdfRow> agreed_rows(const SettlementPapers& papers, const Agreement& agreement) {
    std::vector<PdfRow> rows{{{fmt::format("Honorar für {}", papers.measure.teaching_time().german_ue()),
                               agreement.fee.german()}}};
    if (agreement.travel.value != 0)
        rows.push_back({{"Fahrtkosten", agreement.travel.german()}});
    rows.push_back({{"vereinbart", agreement.agreed().german()}, true});
    return rows;
}

void write_tax(PdfDocument& pdf, const Agreement& agreement) {
    pdf.key_values({{"Umsatzsteuer", vat_in_words(agreement.vat)},
                    {"Freibetrag", allowance_in_words(agreement.allowance)}});
}

void write_agreement(PdfDocument& pdf, const SettlementPapers& papers, const Agreement& agreement) {
    write_head(pdf, papers, agreement, "Honorarvereinbarung");
    pdf.paragraph(fmt::format("{} und {} vereinbaren, dass die Maßnahme an diesen Terminen geleitet wird:",
                              papers.contact_point.name, spoken_name(agreement.trainer)));
    write_sessions(pdf, papers.measure);
    pdf.heading("Vergütung", 3);
    pdf.table({{"", 4}, {"Betrag", 1.2, Align::right}}, agreed_rows(papers, agreement));
    write_tax(pdf, agreement);
    pdf.bullets(
        {"Die Leitung ist selbstständig tätig; es entsteht kein Arbeitsverhältnis. Steuern und Abgaben führt "
         "sie "
         "selbst ab.",
         "Gezahlt wird nach der Maßnahme auf eine Abrechnung hin. Fällt sie aus, bevor sie begonnen hat, "
         "wird "
         "nichts geschuldet.",
         "Die Namen der Teilnehmenden werden nur für die Maßnahme gebraucht und nicht weitergegeben."});
    pdf.key_values({{"Vereinbart am", agreement.agreed_on.german()}});
    pdf.signatures({papers.contact_point.name, spoken_name(agreement.trainer)});
}

void write_settlement(PdfDocument& pdf, const SettlementPapers& papers, const Agreement& agreement) {
    write_head(pdf, papers, agreement, "Honorarabrechnung");
    pdf.heading("Geleistet", 3);
    write_sessions(pdf, papers.measure);
    pdf.heading("Abgerechnet", 3);
    auto rows = agreed_rows(papers, agreement);
    for (const auto& payment : agreement.payments)
        rows.push_back(
            {{fmt::format("{} am {}, {}, Beleg {}", payment.amount.value < 0 ? "zurückgenommen" : "gezahlt",
                          payment.paid_on.german(), measures::german_line(payment.line), payment.document),
              (domain::Cents{} - payment.amount).german()}});
    if (!agreement.payments.empty())
        rows.push_back({{"noch zu zahlen", (agreement.agreed() - agreement.paid()).german()}, true});
    pdf.table({{"", 4}, {"Betrag", 1.2, Align::right}}, rows);
    write_tax(pdf, agreement);
    pdf.key_values({{"Vereinbarung vom", agreement.agreed_on.german()}});
    pdf.fill_in("Konto (IBAN)", 0, "IBAN");
    pdf.fill_in("gezahlt am", 0, "PAID_ON");
    pdf.paragraph("Die Termine wurden wie oben geleistet.");
    pdf.signatures({"Ort, Datum, " + spoken_name(agreement.trainer), "sachlich und rechnerisch richtig"});
}

std::string
written(const SettlementPapers& papers, const std::string& title,
        const std::function<void(PdfDocument&, const SettlementPapers&, const Agreement&)>& part) {
    const bool fillable = papers.measure.agreements.size() == 1;
    PdfDocument pdf{{title, papers.contact_point.name,
                     fmt::format("{} · Maßnahme {} · Stand {}", papers.contact_point.name,
                                 papers.measure.number, papers.printed_on.german()),
                     papers.printed_on, false, fillable}};
    bool first = true;
    for (const auto& agreement : papers.measure.agreements) {
        if (!first)
            pdf.start_part();
        first = false;
        part(pdf, papers, agreement);
    }
    return pdf.finish();
}

} // namespace
} // namespace ehrenamt::publishing

extern "C" EHRENAMT_API void ehrenamt_fee_agreement_pdf(const ehrenamt::publishing::SettlementPapers* papers,
                                                        std::string* bytes) {
    using namespace ehrenamt::publishing;
    *bytes = written(*papers, "Honorarvereinbarung", write_agreement);
}

extern "C" EHRENAMT_API void ehrenamt_settlement_pdf(const ehrenamt::publishing::SettlementPapers* papers,
                                                     std::string* bytes) {
    using namespace ehrenamt::publishing;
    *bytes = written(*papers, "Honorarabrechnung", write_settlement);
}
