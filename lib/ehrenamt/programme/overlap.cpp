// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/overlap.hpp"

#include <algorithm>

namespace ehrenamt::programme {
namespace {

bool run_together(const Session& one, const Session& other) {
    return one.day == other.day && one.start_minute < other.start_minute + other.minutes &&
           other.start_minute < one.start_minute + one.minutes;
}

bool run_together(const Candidate& one, const Candidate& other) {
    return std::ranges::any_of(one.sessions, [&](const Session& session) {
        return std::ranges::any_of(other.sessions,
                                   [&](const Session& its) { return run_together(session, its); });
    });
}

struct Busy {
    Session session;
    std::size_t candidate;
};

// Sessions clash exactly where one is running when another begins: for each beginning, those running then
// are a clique, and every clash is in the clique of the later beginning.
ClashSets cliques(const std::vector<Busy>& all) {
    ClashSets found;
    for (const auto& at : all) {
        std::vector<std::size_t> members;
        for (const auto& other : all)
            if (other.session.day == at.session.day &&
                other.session.start_minute <= at.session.start_minute &&
                at.session.start_minute < other.session.start_minute + other.session.minutes)
                members.push_back(other.candidate);
        std::ranges::sort(members);
        members.erase(std::unique(members.begin(), members.end()), members.end());
        if (members.size() > 1)
            found.insert(std::move(members));
    }
    return found;
}

template <class Id>
std::map<Id, ClashSets> clash_sets(const Instance& instance, std::optional<Id> Candidate::*resource) {
    std::map<Id, std::vector<Busy>> busy;
    for (std::size_t j = 0; j < instance.candidates.size(); ++j)
        if (const auto& course = instance.candidates[j]; course.*resource)
            for (const auto& session : course.sessions)
                busy[*(course.*resource)].push_back({session, j});
    std::map<Id, ClashSets> sets;
    for (const auto& [id, sessions] : busy)
        sets[id] = cliques(sessions);
    return sets;
}

} // namespace

bool needs_same_trainer(const Candidate& one, const Candidate& other) {
    return one.trainer && one.trainer == other.trainer && run_together(one, other);
}

bool needs_same_room(const Candidate& one, const Candidate& other) {
    return one.venue && one.venue == other.venue && run_together(one, other);
}

std::map<domain::TrainerId, ClashSets> clashes_of(const Instance& instance,
                                                  std::optional<domain::TrainerId> Candidate::*resource) {
    return clash_sets(instance, resource);
}

std::map<domain::VenueId, ClashSets> clashes_of(const Instance& instance,
                                                std::optional<domain::VenueId> Candidate::*resource) {
    return clash_sets(instance, resource);
}

} // namespace ehrenamt::programme
