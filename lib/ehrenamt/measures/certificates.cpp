// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/certificates.hpp"

#include "ehrenamt/base/collation.hpp"
#include "ehrenamt/store/identity.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <map>

namespace ehrenamt::measures {
namespace {

using base::Error;
using base::ExitStatus;
using base::message;

template <class Id>
void bind(SQLite::Statement& statement, int index, const std::optional<Id>& id) {
    if (id)
        statement.bind(index, id->value);
    else
        statement.bind(index); // NULL
}

bool there(const store::Store& store, const char* query, std::int64_t id) {
    SQLite::Statement statement{store.db(), query};
    statement.bind(1, id);
    return statement.executeStep();
}

void require_known(const store::Store& store, const AttendeeChoice& choice) {
    const auto shown = [&](std::int64_t id) { return store.origin().shown(id); };
    if (choice.measure && !there(store, "SELECT 1 FROM measure WHERE id = ?", choice.measure->value))
        throw Error{
            ExitStatus::failed, "measure.unknown",
            message("there is no measure {0}; see: ehrenamt list measures", shown(choice.measure->value))};
    if (choice.person && !there(store, "SELECT 1 FROM person WHERE id = ?", choice.person->value))
        throw Error{ExitStatus::failed, "person.unknown",
                    message("there is no person {0}", shown(choice.person->value))};
    if (choice.association &&
        !there(store, "SELECT 1 FROM association WHERE id = ?", choice.association->value))
        throw Error{ExitStatus::failed, "association.unknown",
                    message("there is no association {0}; see: ehrenamt list associations",
                            shown(choice.association->value))};
}

/// \pre what the choice names is there
std::vector<Attendee> chosen(const store::Store& store, const AttendeeChoice& choice) {
    SQLite::Statement query{store.db(), R"(
        WITH found (id) AS (
            SELECT id FROM enrolment WHERE measure = ?1
            UNION ALL SELECT id FROM enrolment WHERE ?1 IS NULL AND person = ?2
            UNION ALL SELECT id FROM enrolment WHERE ?1 IS NULL AND ?2 IS NULL AND association = ?3)
        SELECT e.id, m.id, ifnull(e.person, 0), ifnull(p.name, ''), c.title, t.name,
               (SELECT sum(s.minutes) FROM measure_session s WHERE s.measure = m.id),
               (SELECT max(s.day) FROM measure_session s WHERE s.measure = m.id),
               NOT EXISTS (SELECT 1 FROM measure_session q WHERE q.measure = m.id AND NOT EXISTS (
                   SELECT 1 FROM attendance a WHERE a.measure = m.id AND a.session = q.number))
        FROM found JOIN enrolment e ON e.id = found.id JOIN measure m ON m.id = e.measure
            JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic LEFT JOIN person p ON p.id = e.person
        WHERE (?2 IS NULL OR e.person = ?2) AND (?3 IS NULL OR e.association = ?3)
            AND e.state <> 'cancelled' AND m.state NOT IN ('cancelled', 'rejected')
            AND EXISTS (SELECT 1 FROM measure_session s WHERE s.measure = m.id)
        ORDER BY e.measure, e.id)"};
    bind(query, 1, choice.measure);
    bind(query, 2, choice.person);
    bind(query, 3, choice.association);
    std::vector<Attendee> found;
    while (query.executeStep())
        found.push_back({.enrolment = {query.getColumn(0).getInt64()},
                         .measure = {query.getColumn(1).getInt64()},
                         .person = {query.getColumn(2).getInt64()},
                         .name = query.getColumn(3).getString(),
                         .title = query.getColumn(4).getString(),
                         .topic = query.getColumn(5).getString(),
                         .measure_minutes = query.getColumn(6).getInt64(),
                         .last_day = *base::Date::parse(query.getColumn(7).getString()),
                         .recorded = query.getColumn(8).getInt() == 1});
    return found;
}

void add_days(const store::Store& store, Attendee& attendee) {
    SQLite::Statement query{store.db(), R"(
        SELECT s.day, sum(a.minutes) FROM attendance a
            JOIN measure_session s ON s.measure = a.measure AND s.number = a.session
        WHERE a.enrolment = ? GROUP BY s.day HAVING sum(a.minutes) > 0 ORDER BY s.day)"};
    query.bind(1, attendee.enrolment.value);
    while (query.executeStep())
        attendee.days.push_back(
            {*base::Date::parse(query.getColumn(0).getString()), query.getColumn(1).getInt64()});
}

void add_certificate(const store::Store& store, Attendee& attendee) {
    SQLite::Statement query{store.db(), R"(
        SELECT id, minutes, issued_on, key, revoked_on FROM certificate WHERE enrolment = ?
        ORDER BY revoked_on IS NOT NULL, id DESC LIMIT 1)"};
    query.bind(1, attendee.enrolment.value);
    if (!query.executeStep())
        return;
    attendee.certificate = Certificate{{query.getColumn(0).getInt64()},
                                       query.getColumn(1).getInt64(),
                                       *base::Date::parse(query.getColumn(2).getString()),
                                       query.getColumn(3).getString(),
                                       std::nullopt};
    if (!query.isColumnNull(4))
        attendee.certificate->revoked_on = *base::Date::parse(query.getColumn(4).getString());
}

void record_key(store::Store& store, const PublicKey& key, base::Date today) {
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO certificate_key (id, public_key, since) VALUES (?, ?, ?) ON CONFLICT DO NOTHING)"};
    insert.bind(1, key.id());
    insert.bind(2, key.text());
    insert.bind(3, today.iso());
    insert.exec();
}

} // namespace

std::int64_t Attendee::minutes() const {
    std::int64_t sum = 0;
    for (const auto& day : days)
        sum += day.minutes;
    return sum;
}

std::vector<Attendee> attendees(const store::Store& store, const AttendeeChoice& choice) {
    require_known(store, choice);
    auto found = chosen(store, choice);
    for (auto& attendee : found) {
        add_days(store, attendee);
        add_certificate(store, attendee);
    }
    std::ranges::stable_sort(found, {}, [](const Attendee& attendee) {
        return std::pair{attendee.measure, base::collation_key(attendee.name)};
    });
    return found;
}

CertificateVerdict verdict_on(const Attendee& attendee, std::int64_t least_percent, base::Date today,
                              bool replace_revoked) {
    using enum CertificateVerdict;
    constexpr std::int64_t k_whole = 100;
    const auto& had = attendee.certificate;
    const bool valid = had && !had->revoked_on;
    if (attendee.name.empty())
        return erased;
    if (valid)
        return had->minutes == attendee.minutes() ? reprint : changed;
    if (attendee.last_day > today || !attendee.recorded)
        return not_over;
    if (attendee.minutes() == 0 || attendee.minutes() * k_whole < attendee.measure_minutes * least_percent)
        return too_few;
    if (had && !replace_revoked)
        return revoked;
    return had ? replace : issue;
}

void issue(store::Store& store, store::ChangeSet& change, const PublicKey& key,
           std::vector<Attendee*>& attendees, base::Date today) {
    if (attendees.empty())
        return;
    record_key(store, key, today);
    SQLite::Statement insert{store.db(), R"(
        INSERT INTO certificate (id, enrolment, key, minutes, issued_on) VALUES (?, ?, ?, ?, ?))"};
    SQLite::Statement sign_anew{store.db(), "UPDATE certificate SET key = ?2 WHERE id = ?1 AND key <> ?2"};
    for (auto* attendee : attendees) {
        auto& certificate = attendee->certificate;
        if (certificate && !certificate->revoked_on) {
            sign_anew.reset();
            sign_anew.bind(1, certificate->id.value);
            sign_anew.bind(2, key.id());
            sign_anew.exec();
            certificate->key_id = key.id();
            continue;
        }
        certificate =
            Certificate{change.next_id<CertificateId>(), attendee->minutes(), today, key.id(), std::nullopt};
        insert.reset();
        insert.bind(1, certificate->id.value);
        insert.bind(2, attendee->enrolment.value);
        insert.bind(3, certificate->key_id);
        insert.bind(4, certificate->minutes);
        insert.bind(5, today.iso());
        insert.exec();
        change.count("certificates_new", 1);
    }
}

std::string seal_of(const Attendee& attendee, const SigningKey& key) {
    return sealed({.number = store::long_id(attendee.certificate->id.value),
                   .measure = store::long_id(attendee.measure.value),
                   .title = attendee.title,
                   .last_day = attendee.last_day,
                   .attended = {attendee.certificate->minutes}},
                  attendee.name, key);
}

std::optional<PublicKey> current_key(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT k.public_key FROM certificate_key k
        ORDER BY (SELECT max(c.id) FROM certificate c WHERE c.key = k.id) DESC, k.since DESC LIMIT 1)"};
    if (!query.executeStep())
        return std::nullopt;
    return *PublicKey::parse(query.getColumn(0).getString());
}

void revoke(store::Store& store, store::ChangeSet& change, CertificateId id, const std::string& reason,
            base::Date today) {
    SQLite::Statement find{store.db(), "SELECT revoked_on FROM certificate WHERE id = ?"};
    find.bind(1, id.value);
    const auto number = store::long_id(id.value);
    if (!find.executeStep())
        throw Error{ExitStatus::failed, "certificate.unknown",
                    message("there is no certificate {0}; see: ehrenamt list certificates", number)};
    if (!find.isColumnNull(0))
        throw Error{ExitStatus::failed, "certificate.revoked_already",
                    message("the certificate {0} was revoked on {1} already", number,
                            *base::Date::parse(find.getColumn(0).getString()))};
    SQLite::Statement update{store.db(),
                             "UPDATE certificate SET revoked_on = ?, revoke_reason = ? WHERE id = ?"};
    update.bind(1, today.iso());
    update.bind(2, reason);
    update.bind(3, id.value);
    update.exec();
    change.count("certificates_revoked", 1);
}

} // namespace ehrenamt::measures
