// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/tool.hpp"

#include "ehrenamt/formats/mapping.hpp"

#include <algorithm>
#include <array>
#include <string>

namespace ehrenamt::needs::survey {
namespace {

struct Described {
    Tool tool;
    std::string_view word;
    std::string_view name;
    std::string_view source;
};
constexpr std::array<Described, 9> k_tools = {{
    {Tool::form, "form", "CSV form", "form"},
    {Tool::limesurvey, "limesurvey", "LimeSurvey", "limesurvey"},
    {Tool::limesurvey_vv, "limesurvey-vv", "LimeSurvey VV", "limesurvey"},
    {Tool::kobo, "kobo", "KoboToolbox", "kobo"},
    {Tool::odk, "odk", "ODK Central", "odk"},
    {Tool::nextcloud_forms, "nextcloud-forms", "Nextcloud Forms", "nextcloud_forms"},
    {Tool::google_forms, "google-forms", "Google Forms", "google_forms"},
    {Tool::microsoft_forms, "microsoft-forms", "Microsoft Forms", "microsoft_forms"},
    {Tool::other, "other", "-", "other"},
}};

const Described& described(Tool tool) {
    return *std::find_if(k_tools.begin(), k_tools.end(), [&](const auto& one) { return one.tool == tool; });
}

/// A heading that a tool adds by itself, in English and German, by heading_key.
struct MetaHeading {
    std::string_view heading;
    Meta meta;
};

// LimeSurvey: codes, then the texts of both languages (fieldmap of its createFieldMap).
constexpr std::array k_limesurvey = {
    MetaHeading{"id", Meta::reference},
    MetaHeading{"Response ID", Meta::reference},
    MetaHeading{"Antwort ID", Meta::reference},
    MetaHeading{"submitdate", Meta::submitted_at},
    MetaHeading{"Date submitted", Meta::submitted_at},
    MetaHeading{"Datum Abgeschickt", Meta::submitted_at},
    MetaHeading{"Abgabedatum", Meta::submitted_at},
    MetaHeading{"lastpage", Meta::other},
    MetaHeading{"Last page", Meta::other},
    MetaHeading{"Letzte Seite", Meta::other},
    MetaHeading{"startlanguage", Meta::other},
    MetaHeading{"Start language", Meta::other},
    MetaHeading{"Start-Sprache", Meta::other},
    MetaHeading{"Startsprache", Meta::other},
    MetaHeading{"seed", Meta::other},
    MetaHeading{"Zufallsstartwert", Meta::other},
    MetaHeading{"token", Meta::token},
    MetaHeading{"startdate", Meta::started_at},
    MetaHeading{"Date started", Meta::started_at},
    MetaHeading{"Datum gestartet", Meta::started_at},
    MetaHeading{"Startdatum", Meta::started_at},
    MetaHeading{"datestamp", Meta::other},
    MetaHeading{"Date last action", Meta::other},
    MetaHeading{"Datum letzte Aktivität", Meta::other},
    MetaHeading{"ipaddr", Meta::person},
    MetaHeading{"IP address", Meta::person},
    MetaHeading{"IP-Adresse", Meta::person},
    MetaHeading{"refurl", Meta::other},
    MetaHeading{"Referrer URL", Meta::other},
    MetaHeading{"firstname", Meta::person},
    MetaHeading{"lastname", Meta::person},
};
constexpr std::array k_kobo = {
    MetaHeading{"_id", Meta::other},
    MetaHeading{"_uuid", Meta::reference},
    MetaHeading{"_submission_time", Meta::submitted_at},
    MetaHeading{"_submitted_by", Meta::person},
    MetaHeading{"_validation_status", Meta::other},
    MetaHeading{"_notes", Meta::other},
    MetaHeading{"_status", Meta::other},
    MetaHeading{"__version__", Meta::other},
    MetaHeading{"_tags", Meta::other},
    MetaHeading{"_index", Meta::other},
    MetaHeading{"start", Meta::other},
    MetaHeading{"end", Meta::other},
    MetaHeading{"username", Meta::person},
    MetaHeading{"deviceid", Meta::person},
    MetaHeading{"phonenumber", Meta::person},
};
constexpr std::array k_odk = {
    MetaHeading{"SubmissionDate", Meta::submitted_at},
    MetaHeading{"KEY", Meta::reference},
    MetaHeading{"SubmitterID", Meta::person},
    MetaHeading{"SubmitterName", Meta::person},
    MetaHeading{"DeviceID", Meta::person},
    MetaHeading{"meta-instanceID", Meta::other},
    MetaHeading{"instanceID", Meta::other},
    MetaHeading{"meta-instanceName", Meta::other},
    MetaHeading{"AttachmentsPresent", Meta::other},
    MetaHeading{"AttachmentsExpected", Meta::other},
    MetaHeading{"Status", Meta::other},
    MetaHeading{"ReviewState", Meta::other},
    MetaHeading{"Edits", Meta::other},
    MetaHeading{"FormVersion", Meta::other},
};
constexpr std::array k_nextcloud = {
    MetaHeading{"Submission ID", Meta::reference},
    MetaHeading{"Übermittlungs-ID", Meta::reference},
    MetaHeading{"Einreichungs-ID", Meta::reference},
    MetaHeading{"User ID", Meta::person},
    MetaHeading{"Benutzer-ID", Meta::person},
    MetaHeading{"User display name", Meta::person},
    MetaHeading{"Anzeigename des Benutzers", Meta::person},
    MetaHeading{"Benutzeranzeigename", Meta::person},
    MetaHeading{"Timestamp", Meta::submitted_at},
    MetaHeading{"Zeitstempel", Meta::submitted_at},
};
constexpr std::array k_google = {
    MetaHeading{"Timestamp", Meta::submitted_at},
    MetaHeading{"Zeitstempel", Meta::submitted_at},
    MetaHeading{"Username", Meta::person},
    MetaHeading{"Nutzername", Meta::person},
    MetaHeading{"Email Address", Meta::person},
    MetaHeading{"E-Mail-Adresse", Meta::person},
    MetaHeading{"Score", Meta::other},
    MetaHeading{"Punktzahl", Meta::other},
};
constexpr std::array k_microsoft = {
    MetaHeading{"ID", Meta::reference},
    MetaHeading{"Id", Meta::reference},
    MetaHeading{"Start time", Meta::started_at},
    MetaHeading{"Startzeit", Meta::started_at},
    MetaHeading{"Completion time", Meta::submitted_at},
    MetaHeading{"Fertigstellungszeit", Meta::submitted_at},
    MetaHeading{"Abschlusszeit", Meta::submitted_at},
    MetaHeading{"Email", Meta::person},
    MetaHeading{"E-Mail", Meta::person},
    MetaHeading{"Name", Meta::person},
    MetaHeading{"Language", Meta::other},
    MetaHeading{"Sprache", Meta::other},
    MetaHeading{"Last modified time", Meta::other},
    MetaHeading{"Uhrzeit der letzten Änderung", Meta::other},
};
constexpr std::array k_form = {
    MetaHeading{"id", Meta::reference},
    MetaHeading{"submitdate", Meta::submitted_at},
};

/// Where the tools' own columns end at the latest: behind that a heading like „Name“ is a question.
constexpr std::size_t k_last_front_column = 8;

template <std::size_t N>
Meta found_in(const std::array<MetaHeading, N>& known, std::string_view heading) {
    const auto found = std::find_if(known.begin(), known.end(),
                                    [&](const MetaHeading& one) { return one.heading == heading; });
    return found == known.end() ? Meta::none : found->meta;
}

/// `id. Response ID` and `Response_ID` are meant as well.
Meta limesurvey_meta(std::string_view heading) {
    auto meta = found_in(k_limesurvey, heading);
    if (meta != Meta::none)
        return meta;
    std::string spaced{heading};
    std::replace(spaced.begin(), spaced.end(), '_', ' ');
    meta = found_in(k_limesurvey, spaced);
    for (const auto& one : k_limesurvey) {
        const bool code = one.heading.find_first_of(" -ABCDEFGHIJKLMNOPQRSTUVWXYZ") == one.heading.npos;
        if (meta == Meta::none && code && heading.size() > one.heading.size() &&
            heading.starts_with(one.heading) &&
            std::string_view{".:-; "}.find(heading[one.heading.size()]) != heading.npos)
            if (found_in(k_limesurvey, one.heading) != Meta::none)
                meta = one.meta;
    }
    return meta;
}

class Header {
  public:
    explicit Header(const std::vector<std::string>& header) : m_header{header} {}
    [[nodiscard]] bool has(std::string_view heading) const {
        return std::find(m_header.begin(), m_header.end(), heading) != m_header.end();
    }
    [[nodiscard]] bool has_one(std::initializer_list<std::string_view> headings) const {
        return std::any_of(headings.begin(), headings.end(), [&](auto heading) { return has(heading); });
    }
    [[nodiscard]] std::size_t of_limesurvey() const {
        return static_cast<std::size_t>(std::count_if(m_header.begin(), m_header.end(), [](const auto& text) {
            return limesurvey_meta(text) != Meta::none;
        }));
    }

  private:
    const std::vector<std::string>& m_header;
};

} // namespace

std::string_view word_of(Tool tool) {
    return described(tool).word;
}

std::optional<Tool> tool_of(std::string_view word) {
    for (const auto& one : k_tools)
        if (one.word == word)
            return one.tool;
    return std::nullopt;
}

std::string_view name_of(Tool tool) {
    return described(tool).name;
}

std::string_view source_of(Tool tool) {
    return described(tool).source;
}

std::optional<Tool> find_tool(const std::vector<std::string>& header, char delimiter) {
    const Header has{header};
    if (has.has("_uuid") || (has.has("_id") && has.has("_submission_time")))
        return Tool::kobo;
    if (has.has("KEY") && has.has("SubmissionDate"))
        return Tool::odk;
    if (has.has_one({"User display name", "Anzeigename des Benutzers", "Benutzeranzeigename"}) ||
        (has.has_one({"User ID", "Benutzer-ID"}) && has.has_one({"Timestamp", "Zeitstempel"})))
        return Tool::nextcloud_forms;
    if (has.has_one({"ID", "Id"}) && has.has_one({"Completion time", "Fertigstellungszeit", "Abschlusszeit"}))
        return Tool::microsoft_forms;
    if (!header.empty() && (header.front() == "Timestamp" || header.front() == "Zeitstempel"))
        return Tool::google_forms;
    constexpr std::size_t k_fewest = 2;
    if (has.of_limesurvey() >= k_fewest)
        return delimiter == '\t' && has.has("id") ? Tool::limesurvey_vv : Tool::limesurvey;
    return std::nullopt;
}

Meta meta_of(Tool tool, std::string_view heading, std::size_t column) {
    switch (tool) {
    case Tool::limesurvey:
    case Tool::limesurvey_vv:
        return limesurvey_meta(heading);
    case Tool::kobo:
        return found_in(k_kobo, heading);
    case Tool::odk:
        return found_in(k_odk, heading);
    case Tool::nextcloud_forms:
        return column < k_last_front_column ? found_in(k_nextcloud, heading) : Meta::none;
    case Tool::google_forms:
        return column < k_last_front_column ? found_in(k_google, heading) : Meta::none;
    case Tool::microsoft_forms:
        return column < k_last_front_column ? found_in(k_microsoft, heading) : Meta::none;
    case Tool::form:
        return found_in(k_form, heading);
    case Tool::other:
        break;
    }
    return Meta::none;
}

} // namespace ehrenamt::needs::survey
