// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/compare.hpp"

#include <map>
#include <set>

namespace ehrenamt::programme {
namespace {

struct Seated {
    std::map<domain::CourseId, std::int64_t> in_course; ///< of every chosen course
    std::map<domain::AssociationId, std::int64_t> of_association;
};

Seated seated(const Instance& instance, const Programme& programme) {
    Seated result;
    for (std::size_t j = 0; j < instance.candidates.size(); ++j)
        if (programme.chosen[j])
            result.in_course[instance.candidates[j].id] = 0;
    for (std::size_t i = 0; i < instance.reach.size(); ++i)
        if (const auto persons = programme.seating.seats[i]; persons > 0) {
            result.in_course[instance.candidates[instance.reach[i].candidate].id] += persons;
            result.of_association[instance.needs[instance.reach[i].need].association] += persons;
        }
    return result;
}

template <class Id>
std::set<Id> keys_of(const std::map<Id, std::int64_t>& one, const std::map<Id, std::int64_t>& other) {
    std::set<Id> keys;
    for (const auto* map : {&one, &other})
        for (const auto& [id, persons] : *map)
            keys.insert(id);
    return keys;
}

template <class Id>
std::int64_t persons_of(const std::map<Id, std::int64_t>& persons, Id id) {
    const auto found = persons.find(id);
    return found == persons.end() ? 0 : found->second;
}

} // namespace

Comparison compare(const Instance& before, const Programme& first, const Instance& after,
                   const Programme& second) {
    const auto was = seated(before, first);
    const auto is = seated(after, second);
    Comparison result;
    for (const auto id : keys_of(was.in_course, is.in_course))
        result.courses.push_back({id, find_candidate(before, id), find_candidate(after, id),
                                  was.in_course.contains(id), is.in_course.contains(id),
                                  persons_of(was.in_course, id), persons_of(is.in_course, id)});
    for (const auto id : keys_of(was.of_association, is.of_association))
        if (const auto from = persons_of(was.of_association, id), to = persons_of(is.of_association, id);
            from != to)
            result.associations.push_back({id, from, to});
    return result;
}

} // namespace ehrenamt::programme
