// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/associations/contact_points.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/measures/attendance.hpp"
#include "ehrenamt/measures/identity_of_persons.hpp"
#include "ehrenamt/needs/responses.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>
#include <tuple>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

/// Somebody who is enrolled and did not cancel.
struct Expected {
    EnrolmentId enrolment;
    std::string state;
};

/// A measure with everybody who may have been there.
struct Roll {
    Measure measure;
    std::map<std::int64_t, Expected> by_number;
    std::multimap<std::string, Expected> by_name;
};

Roll roll_of(const store::Store& store, domain::MeasureId id) {
    Roll roll{*read_measure(store, id), {}, {}};
    SQLite::Statement query{store.db(), R"(
        SELECT e.id, e.state, p.name FROM enrolment e LEFT JOIN person p ON p.id = e.person
        WHERE e.measure = ? AND e.state <> 'cancelled')"};
    query.bind(1, id.value);
    while (query.executeStep()) {
        const Expected one{{query.getColumn(0).getInt64()}, query.getColumn(1).getString()};
        roll.by_number.emplace(one.enrolment.value, one);
        if (!query.getColumn(2).isNull())
            roll.by_name.emplace(person_key(query.getColumn(2).getString()), one);
    }
    return roll;
}

class AttendanceReader {
  public:
    AttendanceReader(const store::Store& store, formats::ImportReader& import,
                     const AttendanceDefaults& defaults)
        : m_store{store},
          m_import{import},
          m_defaults{defaults},
          m_legal_basis{associations::own_contact_point(store).legal_basis} {}

    void read(formats::Row& row) {
        m_good = true;
        Roll* const roll = read_roll(row);
        const auto* const session = roll == nullptr ? nullptr : read_session(row, *roll);
        if (session == nullptr)
            return;
        Presence presence;
        presence.minutes = read_minutes(row, *session);
        read_person(row, *roll, presence);
        if (presence.enrolment && row.ok() && m_good)
            refuse_second(row, roll->measure.id, session->number, *presence.enrolment);
        if (row.ok() && m_good)
            m_sessions[{roll->measure.id, session->number}].push_back(std::move(presence));
    }

    std::vector<SessionAttendance> take() {
        std::vector<SessionAttendance> all;
        for (auto& [key, present] : m_sessions)
            all.push_back({key.first, key.second, std::move(present)});
        return all;
    }

  private:
    void refuse_unseen(const formats::Row& row, std::string_view field, Problem problem) {
        problem.place = row.place(field);
        m_import.reject(row.where(), std::move(problem));
        m_good = false;
    }

    Roll* read_roll(formats::Row& row) {
        const auto named =
            row.value("measure", [&](std::string_view text) { return find_measure(m_store, text); });
        const auto id = named ? named : m_defaults.measure;
        if (!id) {
            if (row.text("measure").empty())
                row.refuse("measure", "field.blank", message("name the measure, here or with --measure"));
            return nullptr;
        }
        auto found = m_rolls.find(*id);
        if (found == m_rolls.end())
            found = m_rolls.emplace(*id, roll_of(m_store, *id)).first;
        return &found->second;
    }

    /// The one written, else the one of the call, else the only one that there is.
    const MeasureSession* read_session(formats::Row& row, const Roll& roll) const {
        constexpr std::int64_t k_most = 100;
        const auto written = row.integer("session", 1, k_most);
        auto number = written ? written : m_defaults.session;
        const auto& sessions = roll.measure.sessions;
        if (!number && sessions.size() == 1)
            number = sessions.front().number;
        if (!row.ok())
            return nullptr;
        if (const auto problem =
                not_recordable(m_store, roll.measure.id, number.value_or(0), m_defaults.today)) {
            row.refuse("session", problem->rule, problem->message);
            return nullptr;
        }
        return &*std::ranges::find(sessions, *number, &MeasureSession::number);
    }

    static std::int64_t read_minutes(formats::Row& row, const MeasureSession& session) {
        constexpr std::int64_t k_day = 1440;
        const auto present = row.choice("present", formats::no_or_yes());
        const auto minutes = row.integer("minutes", 0, k_day);
        if (minutes && *minutes > session.time.minutes)
            row.refuse("minutes", "attendance.minutes",
                       message("session {0} lasts {1} minutes", session.number, session.time.minutes));
        if (minutes)
            return *minutes;
        return present.value_or(1) == 1 ? session.time.minutes : 0;
    }

    void read_person(formats::Row& row, const Roll& roll, Presence& presence) {
        if (!row.text("enrolment").empty()) {
            const auto number = row.value(
                "enrolment", [&](std::string_view text) { return m_store.origin().parse_id(text); });
            if (!number)
                return;
            if (const auto found = roll.by_number.find(*number); found != roll.by_number.end())
                return take(row, "enrolment", found->second, presence);
            return row.refuse("enrolment", "attendance.not_enrolled",
                              message("enrolment {0} is none of measure {1}, or was cancelled",
                                      m_store.origin().shown(*number),
                                      m_store.origin().shown(roll.measure.id.value)));
        }
        const char* field = row.place("name").column > 0 ? "name" : "last_name";
        auto written = row.line_of_text("name");
        if (written.empty() && !row.text("last_name").empty())
            written = row.line_of_text("last_name") + ", " + row.line_of_text("first_name");
        const auto name = parse_person_name(written);
        if (!name)
            return refuse_unseen(row, field,
                                 written.empty()
                                     ? Problem{"field.blank", message("say who: by number or name")}
                                     : name.problem());
        const auto [first, last] = roll.by_name.equal_range(person_key(*name));
        if (first == last)
            return newcomer(row, field, roll, *name, presence);
        if (std::next(first) != last)
            return refuse_unseen(row, field,
                                 {"attendance.ambiguous",
                                  message("several are enrolled under this name; write the number of the "
                                          "enrolment")});
        take(row, field, first->second, presence);
    }

    void take(formats::Row& row, const char* field, const Expected& who, Presence& presence) {
        const bool has_place = who.state == "confirmed" || who.state == "attended" || who.state == "no_show";
        if (!has_place && !m_defaults.enrol_late)
            return refuse_unseen(
                row, field,
                {"attendance.no_place", message("enrolment {0} has no place; to take it in all the same: "
                                                "--enrol-late",
                                                m_store.origin().shown(who.enrolment.value))});
        presence.enrolment = who.enrolment;
    }

    void newcomer(formats::Row& row, const char* field, const Roll& roll, const std::string& name,
                  Presence& presence) {
        if (!m_defaults.enrol_late)
            return refuse_unseen(row, field,
                                 {"attendance.not_enrolled",
                                  message("nobody of this name is enrolled; to enrol those who came all the "
                                          "same, with a mark: --enrol-late")});
        EnrolmentClaim claim;
        claim.measure = roll.measure.id;
        claim.name = name;
        if (const auto text = row.text("email"); !text.empty()) {
            const auto email = parse_email(text);
            if (!email)
                return refuse_unseen(row, "email", email.problem());
            claim.email = *email;
        }
        if (const auto organisation = row.line_of_text("organisation"); !organisation.empty()) {
            if (const auto known = needs::find_association(m_store, organisation))
                claim.association = *known;
            else
                claim.organisation = organisation;
        }
        claim.received_at = m_defaults.now;
        claim.position = static_cast<std::int64_t>(row.line());
        claim.legal_basis = m_legal_basis;
        claim.late = true;
        presence.newcomer = std::move(claim);
    }

    void refuse_second(formats::Row& row, domain::MeasureId measure, std::int64_t session, EnrolmentId who) {
        const auto seen = m_lines.try_emplace({measure.value, session, who.value}, row.line());
        if (!seen.second)
            row.refuse_row("attendance.twice", message("the same person stands for this session in {0} {1}",
                                                       row.line_word(), seen.first->second));
    }

    const store::Store& m_store;
    formats::ImportReader& m_import;
    const AttendanceDefaults& m_defaults;
    std::string m_legal_basis;
    std::map<domain::MeasureId, Roll> m_rolls;
    std::map<std::pair<domain::MeasureId, std::int64_t>, std::vector<Presence>> m_sessions;
    std::map<std::tuple<std::int64_t, std::int64_t, std::int64_t>, std::size_t> m_lines;
    bool m_good = true;
};

} // namespace

const std::vector<formats::Field>& attendance_fields() {
    using base::_m;
    static const std::vector<formats::Field> k_fields = {
        {"measure",
         false,
         {"massnahme", "kurs", "kurs_nr", "kursnummer", "course"},
         _m("number of the measure or of its course")},
        {"session", false, {"termin", "termin_nr", "sitzung"}, _m("number of the session")},
        {"enrolment",
         false,
         {"anmeldung", "anmeldenummer", "nr", "anmelde_nr"},
         _m("number of the enrolment")},
        {"name",
         false,
         {"vor_und_nachname", "teilnehmer", "teilnehmerin", "teilnehmende"},
         _m("name of the person")},
        {"first_name", false, {"vorname"}, _m("first name, if it stands apart")},
        {"last_name", false, {"nachname", "familienname"}, _m("last name, if it stands apart")},
        {"organisation",
         false,
         {"verein", "initiative", "einrichtung"},
         _m("of somebody who is enrolled late")},
        {"email", false, {"e_mail", "mail"}, _m("of somebody who is enrolled late")},
        {"present", false, {"anwesend", "da", "unterschrift"}, _m("yes or no; else yes")},
        {"minutes", false, {"minuten", "anwesend_minuten"}, _m("minutes that somebody was there; else all")},
    };
    return k_fields;
}

std::vector<SessionAttendance> read_attendance(const store::Store& store, formats::ImportReader& import,
                                               const AttendanceDefaults& defaults) {
    AttendanceReader reader{store, import, defaults};
    while (auto* row = import.next())
        reader.read(*row);
    return reader.take();
}

} // namespace ehrenamt::measures
