// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/recipients.hpp"

#include "ehrenamt/base/text.hpp"

#include <SQLiteCpp/SQLiteCpp.h>

#include <algorithm>

namespace ehrenamt::measures {
namespace {

constexpr const char* k_recipient = R"(
    SELECT e.measure, p.name, ifnull(p.email, ''), coalesce(a.name, e.organisation, ''), e.state,
           ifnull((SELECT why FROM enrolment_step s WHERE s.enrolment = e.id ORDER BY number DESC LIMIT 1), '')
    FROM enrolment e JOIN person p ON p.id = e.person LEFT JOIN association a ON a.id = e.association
    WHERE e.id = ?)";

/// Places on the waiting lists of the measures asked for.
class WaitingLists {
  public:
    explicit WaitingLists(const store::Store& store) : m_store{store} {}
    std::int64_t place(domain::MeasureId measure, EnrolmentId enrolment) {
        auto found = m_lists.find(measure);
        if (found == m_lists.end()) {
            std::map<EnrolmentId, std::int64_t> list;
            for (const auto& one : places_of(m_store, *read_measure(m_store, measure)))
                list[one.enrolment] = one.rank;
            found = m_lists.emplace(measure, std::move(list)).first;
        }
        return found->second.at(enrolment);
    }

  private:
    const store::Store& m_store;
    std::map<domain::MeasureId, std::map<EnrolmentId, std::int64_t>> m_lists;
};

} // namespace

std::vector<Recipient> recipients(const store::Store& store, const std::vector<EnrolmentId>& enrolments) {
    auto ids = enrolments;
    std::ranges::sort(ids);
    ids.erase(std::unique(ids.begin(), ids.end()), ids.end());
    SQLite::Statement query{store.db(), k_recipient};
    WaitingLists waiting{store};
    std::vector<Recipient> all;
    for (const auto id : ids) {
        query.reset();
        query.bind(1, id.value);
        if (!query.executeStep())
            continue;
        const auto text = [&](int column) { return query.getColumn(column).getString(); };
        Recipient one{id, {query.getColumn(0).getInt64()}, text(1), text(2), text(3), text(4), text(5)};
        if (one.state == "waiting")
            one.waiting = waiting.place(one.measure, id);
        all.push_back(std::move(one));
    }
    return all;
}

std::vector<Recipient> recipients(const store::Store& store, domain::MeasureId measure,
                                  const std::vector<std::string_view>& states) {
    SQLite::Statement query{store.db(), "SELECT id, state FROM enrolment WHERE measure = ?"};
    query.bind(1, measure.value);
    std::vector<EnrolmentId> ids;
    while (query.executeStep())
        if (std::ranges::find(states, query.getColumn(1).getString()) != states.end())
            ids.push_back({query.getColumn(0).getInt64()});
    return recipients(store, ids);
}

std::string spoken_name(std::string_view name) {
    const auto comma = name.find(',');
    if (comma == name.npos)
        return std::string{name};
    std::string spoken{base::trimmed(name.substr(comma + 1))};
    spoken += ' ';
    spoken += base::trimmed(name.substr(0, comma));
    return spoken;
}

} // namespace ehrenamt::measures
