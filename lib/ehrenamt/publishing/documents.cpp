// SPDX-License-Identifier: EUPL-1.2
// What the rest of the program asks of the part `documents`, which knows pango, cairo and libqrencode.
#include "ehrenamt/base/part.hpp"
#include "ehrenamt/publishing/application_pdf.hpp"
#include "ehrenamt/publishing/council_paper.hpp"
#include "ehrenamt/publishing/demand_sheet.hpp"
#include "ehrenamt/publishing/leaflet.hpp"
#include "ehrenamt/publishing/questionnaire_forms.hpp"

namespace ehrenamt::publishing {

std::string application_pdf(const funding::ApplicationDocument& document) {
    using Write = void (*)(const funding::ApplicationDocument*, std::string*);
    static const auto k_write =
        reinterpret_cast<Write>(base::function_of_part("documents", "ehrenamt_application_pdf"));
    std::string bytes;
    k_write(&document, &bytes);
    return bytes;
}

std::string council_pdf(const CouncilPaper& paper) {
    using Write = void (*)(const CouncilPaper*, std::string*);
    static const auto k_write =
        reinterpret_cast<Write>(base::function_of_part("documents", "ehrenamt_council_pdf"));
    std::string bytes;
    k_write(&paper, &bytes);
    return bytes;
}

std::string demand_pdf(const DemandSheet& sheet) {
    using Write = void (*)(const DemandSheet*, std::string*);
    static const auto k_write =
        reinterpret_cast<Write>(base::function_of_part("documents", "ehrenamt_demand_pdf"));
    std::string bytes;
    k_write(&sheet, &bytes);
    return bytes;
}

std::string leaflet_pdf(const Leaflet& leaflet) {
    using Write = void (*)(const Leaflet*, std::string*);
    static const auto k_write =
        reinterpret_cast<Write>(base::function_of_part("documents", "ehrenamt_leaflet_pdf"));
    std::string bytes;
    k_write(&leaflet, &bytes);
    return bytes;
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
