// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/needs_of.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

namespace ehrenamt::needs {

std::vector<AnsweredNeed> needs_of(const store::Store& store, domain::AssociationId association) {
    SQLite::Statement rounds{store.db(),
                             "SELECT id, half_year FROM survey_round ORDER BY half_year DESC, id"};
    SQLite::Statement named{store.db(), R"(
        SELECT p.received_on, n.topic, n.persons, n.priority
        FROM response p JOIN need n ON n.response = p.id
        WHERE p.round = ? AND p.association = ? ORDER BY n.priority, n.topic)"};
    std::vector<AnsweredNeed> needs;
    while (rounds.executeStep()) {
        named.bind(1, rounds.getColumn(0).getInt64());
        named.bind(2, association.value);
        while (named.executeStep())
            needs.push_back({rounds.getColumn(1).getString(),
                             *base::Date::parse(named.getColumn(0).getString()),
                             named.getColumn(1).getString(), named.getColumn(2).getInt64(),
                             named.getColumn(3).getInt64()});
        named.reset();
    }
    return needs;
}

} // namespace ehrenamt::needs
