// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/cancel.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::measures {
namespace {

using base::message;

void require_open(const store::Store& store, const Measure& measure) {
    const auto number = store.origin().shown(measure.id.value);
    if (measure.is_closed() && measure.state != "rejected")
        throw base::Error{
            base::ExitStatus::failed, "measure.closed",
            message("measure {0} is {1} and stays as it is", number, state_word(measure.state))};
    SQLite::Statement query{store.db(), "SELECT 1 FROM attendance WHERE measure = ? AND minutes > 0 LIMIT 1"};
    query.bind(1, measure.id.value);
    if (query.executeStep())
        throw base::Error{
            base::ExitStatus::failed, "measure.attendance",
            message("measure {0} was held in part: its attendance is recorded; undo that first", number)};
}

} // namespace

Cancelled cancel_measure(store::Store& store, store::ChangeSet& change, const Measure& measure,
                         const std::string& reason, const std::string& now, base::Date today) {
    require_open(store, measure);
    SQLite::Statement update{store.db(), R"(
        UPDATE measure SET state = 'cancelled', cancelled_on = ?, cancel_reason = ?,
                           calendar_sequence = calendar_sequence + 1 WHERE id = ?)"};
    update.bind(1, today.iso());
    update.bind(2, reason);
    update.bind(3, measure.id.value);
    update.exec();
    Cancelled done;
    SQLite::Statement query{store.db(), R"(
        SELECT id FROM enrolment WHERE measure = ? AND state IN ('registered', 'confirmed', 'waiting') ORDER BY id)"};
    query.bind(1, measure.id.value);
    while (query.executeStep())
        done.enrolments.push_back({query.getColumn(0).getInt64()});
    for (const auto enrolment : done.enrolments)
        take_step(store, enrolment, now, "cancelled", "measure_cancelled");
    SQLite::Statement end{store.db(),
                          "UPDATE trainer_agreement SET ended_on = ? WHERE measure = ? AND ended_on IS NULL"};
    end.bind(1, today.iso());
    end.bind(2, measure.id.value);
    done.agreements = end.exec();
    change.count("measures_cancelled", 1);
    change.count("enrolments_cancelled", std::ssize(done.enrolments));
    return done;
}

} // namespace ehrenamt::measures
