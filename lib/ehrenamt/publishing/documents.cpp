// SPDX-License-Identifier: EUPL-1.2
// What the rest of the program asks of the part `documents`, which knows pango, cairo and libqrencode.
#include "ehrenamt/base/part.hpp"
#include "ehrenamt/publishing/application_pdf.hpp"
#include "ehrenamt/publishing/attendance_list.hpp"
#include "ehrenamt/publishing/certificate_sheet.hpp"
#include "ehrenamt/publishing/council_paper.hpp"
#include "ehrenamt/publishing/demand_sheet.hpp"
#include "ehrenamt/publishing/drawdown_letter.hpp"
#include "ehrenamt/publishing/leaflet.hpp"
#include "ehrenamt/publishing/questionnaire_forms.hpp"
#include "ehrenamt/publishing/settlement.hpp"

namespace ehrenamt::publishing {

namespace {

/// Calls a function of the part that writes one kind of document.
template <class Document>
std::string written_by(const char* symbol, const Document& document) {
    using Write = void (*)(const Document*, std::string*);
    const auto write = reinterpret_cast<Write>(base::function_of_part("documents", symbol));
    std::string bytes;
    write(&document, &bytes);
    return bytes;
}

} // namespace

std::string certificates_pdf(const CertificateSheet& sheet) {
    return written_by("ehrenamt_certificates_pdf", sheet);
}

std::string hours_pdf(const HoursStatement& statement) {
    return written_by("ehrenamt_hours_pdf", statement);
}

std::string fee_agreement_pdf(const SettlementPapers& papers) {
    return written_by("ehrenamt_fee_agreement_pdf", papers);
}

std::string settlement_pdf(const SettlementPapers& papers) {
    return written_by("ehrenamt_settlement_pdf", papers);
}

std::string attendance_list_pdf(const AttendanceList& list) {
    return written_by("ehrenamt_attendance_list_pdf", list);
}

std::string application_pdf(const funding::ApplicationDocument& document) {
    return written_by("ehrenamt_application_pdf", document);
}

std::string council_pdf(const CouncilPaper& paper) {
    return written_by("ehrenamt_council_pdf", paper);
}

std::string demand_pdf(const DemandSheet& sheet) {
    return written_by("ehrenamt_demand_pdf", sheet);
}

std::string drawdown_pdf(const DrawdownLetter& letter) {
    return written_by("ehrenamt_drawdown_pdf", letter);
}

std::string leaflet_pdf(const Leaflet& leaflet) {
    return written_by("ehrenamt_leaflet_pdf", leaflet);
}

std::string questionnaire_pdf(const needs::Questionnaire& questionnaire, const std::vector<PaperCopy>& copies,
                              std::string_view link, base::Date today) {
    using Write = void (*)(const needs::Questionnaire*, const std::vector<PaperCopy>*,
                           const std::string_view*, const base::Date*, std::string*);
    static const auto k_write =
        reinterpret_cast<Write>(base::function_of_part("documents", "ehrenamt_questionnaire_pdf"));
    std::string bytes;
    k_write(&questionnaire, &copies, &link, &today, &bytes);
    return bytes;
}

} // namespace ehrenamt::publishing
