// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/agreements.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::measures {
namespace {

using base::message;

std::vector<AgreedSession> sessions_of(const store::Store& store, domain::MeasureId measure) {
    SQLite::Statement query{store.db(), R"(
        SELECT s.day, s.start_minute, s.minutes, ifnull(v.name, '')
        FROM measure_session s LEFT JOIN venue v ON v.id = s.venue WHERE s.measure = ? ORDER BY s.day, s.start_minute)"};
    query.bind(1, measure.value);
    std::vector<AgreedSession> sessions;
    while (query.executeStep())
        sessions.push_back({*base::Date::parse(query.getColumn(0).getString()), query.getColumn(1).getInt(),
                            query.getColumn(2).getInt64(), query.getColumn(3).getString()});
    return sessions;
}

std::vector<TrainerPayment> payments_of(const store::Store& store, domain::MeasureId measure,
                                        std::int64_t person) {
    SQLite::Statement query{store.db(), R"(
        SELECT paid_on, line, document, cents FROM receipt WHERE measure = ? AND payee_person = ?
            AND line NOT IN ('participant_fees', 'donation', 'other_income') ORDER BY paid_on, id)"};
    query.bind(1, measure.value);
    query.bind(2, person);
    std::vector<TrainerPayment> payments;
    while (query.executeStep())
        payments.push_back({*base::Date::parse(query.getColumn(0).getString()),
                            query.getColumn(1).getString(), query.getColumn(2).getString(),
                            domain::Cents{query.getColumn(3).getInt64()}});
    return payments;
}

} // namespace

domain::Cents Agreement::agreed() const {
    return fee + travel;
}

domain::Cents Agreement::paid() const {
    domain::Cents sum;
    for (const auto& payment : payments)
        sum += payment.amount;
    return sum;
}

domain::TeachingTime AgreedMeasure::teaching_time() const {
    domain::TeachingTime sum;
    for (const auto& session : sessions)
        sum.minutes += session.minutes;
    return sum;
}

AgreedMeasure agreed_measure(const store::Store& store, domain::MeasureId measure) {
    SQLite::Statement query{store.db(), R"(
        SELECT c.title, t.name FROM measure m JOIN course c ON c.id = m.course JOIN topic t ON t.key = c.topic
        WHERE m.id = ?)"};
    query.bind(1, measure.value);
    if (!query.executeStep())
        throw base::Error{base::ExitStatus::failed, "measure.unknown",
                          message("there is no measure {0}; see: ehrenamt list measures",
                                  store.origin().shown(measure.value))};
    AgreedMeasure found{store::long_id(measure.value), query.getColumn(0).getString(),
                        query.getColumn(1).getString(), sessions_of(store, measure)};
    SQLite::Statement agreements{store.db(), R"(
        SELECT p.name, a.agreed_on, a.fee_cents, a.travel_cents, ifnull(a.vat, ''), ifnull(a.allowance, ''), p.id
        FROM trainer_agreement a JOIN trainer t ON t.id = a.trainer JOIN person p ON p.id = t.person
        WHERE a.measure = ? AND a.ended_on IS NULL ORDER BY a.trainer)"};
    agreements.bind(1, measure.value);
    while (agreements.executeStep())
        found.agreements.push_back({agreements.getColumn(0).getString(),
                                    *base::Date::parse(agreements.getColumn(1).getString()),
                                    {agreements.getColumn(2).getInt64()},
                                    {agreements.getColumn(3).getInt64()},
                                    agreements.getColumn(4).getString(),
                                    agreements.getColumn(5).getString(),
                                    payments_of(store, measure, agreements.getColumn(6).getInt64())});
    return found;
}

} // namespace ehrenamt::measures
