// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/enrolments.hpp"

#include "ehrenamt/measures/identity_of_persons.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>
#include <numeric>
#include <tuple>

namespace ehrenamt::measures {
namespace {

constexpr const char* k_purpose = "enrolment in measures";
constexpr const char* k_retention = "enrolment"; // until six months after the measure; longer once attended

void bind_or_null(SQLite::Statement& statement, int at, const std::string& text) {
    if (text.empty())
        statement.bind(at);
    else
        statement.bind(at, text);
}

/// Writes enrolments; somebody who is known from another measure stays one person.
class Recorder {
  public:
    Recorder(store::Store& store, store::ChangeSet& change, const std::string& now)
        : m_store{store},
          m_change{change},
          m_now{now},
          // IS NOT NULL: else the index person_email, which has those with an address only, is not used.
          m_by_email{store.db(), R"(
              SELECT id, name FROM person WHERE email IS NOT NULL AND lower(email) = lower(?) AND purpose = ?)"},
          m_by_association{store.db(), R"(
              SELECT p.id, p.name FROM enrolment e JOIN person p ON p.id = e.person
              WHERE e.association = ? AND p.email IS NULL)"},
          m_person{store.db(), R"(
              INSERT INTO person (id, name, email, phone, purpose, legal_basis, retention_class, recorded_on)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?))"},
          m_enrolment{store.db(), R"(
              INSERT INTO enrolment (id, measure, person, association, organisation, received_at, receipt_position,
                                     priority, legal_basis, consent_on, state, late)
              VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, 'registered', ?))"},
          m_need{store.db(),
                 "INSERT INTO enrolment_need (enrolment, dietary, accessibility) VALUES (?, ?, ?)"} {}

    EnrolmentId record(const EnrolmentClaim& claim) {
        const auto person = person_of(claim);
        const auto id = m_change.next_id<EnrolmentId>();
        m_enrolment.reset();
        m_enrolment.bind(1, id.value);
        m_enrolment.bind(2, claim.measure.value);
        m_enrolment.bind(3, person.value);
        if (claim.association)
            m_enrolment.bind(4, claim.association->value);
        else
            m_enrolment.bind(4);
        bind_or_null(m_enrolment, 5, claim.organisation);
        m_enrolment.bind(6, claim.received_at);
        m_enrolment.bind(7, claim.position);
        m_enrolment.bind(8, claim.priority);
        m_enrolment.bind(9, claim.legal_basis);
        bind_or_null(m_enrolment, 10, claim.consent_on ? claim.consent_on->iso() : std::string{});
        m_enrolment.bind(11, claim.late ? 1 : 0);
        m_enrolment.exec();
        if (!claim.dietary.empty() || !claim.accessibility.empty()) {
            m_need.reset();
            m_need.bind(1, id.value);
            bind_or_null(m_need, 2, claim.dietary);
            bind_or_null(m_need, 3, claim.accessibility);
            m_need.exec();
        }
        take_step(m_store, id, m_now, "registered", claim.late ? "late" : "received");
        m_change.count("enrolments_new", 1);
        return id;
    }

  private:
    /// In one measure nobody is twice, so whoever is taken up in this run is somebody else.
    bool is_in_measure(std::int64_t person, domain::MeasureId measure) {
        SQLite::Statement query{m_store.db(), R"(
            SELECT 1 FROM enrolment WHERE measure = ? AND person = ? AND state <> 'cancelled')"};
        query.bind(1, measure.value);
        query.bind(2, person);
        return query.executeStep();
    }

    std::optional<domain::PersonId> found(SQLite::Statement& query, const EnrolmentClaim& claim) {
        const auto key = person_key(claim.name);
        while (query.executeStep())
            if (const auto id = query.getColumn(0).getInt64();
                person_key(query.getColumn(1).getString()) == key && !is_in_measure(id, claim.measure))
                return domain::PersonId{id};
        return std::nullopt;
    }

    domain::PersonId person_of(const EnrolmentClaim& claim) {
        std::optional<domain::PersonId> known;
        if (!claim.email.empty()) {
            m_by_email.reset();
            m_by_email.bind(1, claim.email);
            m_by_email.bind(2, k_purpose);
            known = found(m_by_email, claim);
        } else if (claim.association) {
            m_by_association.reset();
            m_by_association.bind(1, claim.association->value);
            known = found(m_by_association, claim);
        }
        if (known)
            return *known;
        const auto id = m_change.next_id<domain::PersonId>();
        m_person.reset();
        m_person.bind(1, id.value);
        m_person.bind(2, claim.name);
        bind_or_null(m_person, 3, claim.email);
        bind_or_null(m_person, 4, claim.phone);
        m_person.bind(5, k_purpose);
        m_person.bind(6, claim.legal_basis);
        m_person.bind(7, k_retention);
        m_person.bind(8, m_now.substr(0, m_now.find('T')));
        m_person.exec();
        return id;
    }

    store::Store& m_store;
    store::ChangeSet& m_change;
    const std::string& m_now;
    SQLite::Statement m_by_email, m_by_association, m_person, m_enrolment, m_need;
};

/// Claims in an order that does not depend on the one they came in.
std::vector<std::size_t> settled_order(const std::vector<EnrolmentClaim>& claims) {
    std::vector<std::size_t> order(claims.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::vector<std::string> keys;
    for (const auto& claim : claims)
        keys.push_back(person_key(claim.name));
    const auto rank = [&](std::size_t i) {
        const auto& claim = claims[i];
        return std::tie(claim.measure, keys[i], claim.name, claim.email, claim.association,
                        claim.organisation, claim.phone, claim.received_at, claim.position);
    };
    std::ranges::sort(order, [&](std::size_t a, std::size_t b) { return rank(a) < rank(b); });
    return order;
}

} // namespace

Enrolled record_enrolments(store::Store& store, store::ChangeSet& change,
                           const std::vector<EnrolmentClaim>& claims, const std::string& now,
                           const std::string& overbook_because) {
    Enrolled result;
    result.added.resize(claims.size());
    std::map<domain::MeasureId, GivePlaces> measures;
    {
        Recorder recorder{store, change, now};
        for (const auto i : settled_order(claims)) {
            const auto& claim = claims[i];
            result.added[i] = claim.known ? *claim.known : recorder.record(claim);
            result.same += claim.known ? 1 : 0;
            if (claim.known)
                continue;
            auto& how = measures[claim.measure];
            how.reason = overbook_because;
            if (!overbook_because.empty())
                how.overbook.push_back(result.added[i]);
        }
    }
    for (const auto& [id, how] : measures) {
        const auto placed = give_places(store, change, *read_measure(store, id), now, how);
        result.placed.insert(result.placed.end(), placed.begin(), placed.end());
    }
    return result;
}

} // namespace ehrenamt::measures
