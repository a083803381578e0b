// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/groups.hpp"

#include "ehrenamt/programme/overlap.hpp"

#include <algorithm>
#include <map>
#include <numeric>

namespace ehrenamt::programme {
namespace {

constexpr std::size_t k_most_work = 3'000'000; // for one group; counted, so that every machine decides alike

// Persons of a group's needs into the places of some of its courses, as many as fit. Needs and courses are
// numbered within the group.
class Seats {
  public:
    explicit Seats(std::size_t needs, std::size_t courses)
        : m_courses{courses}, m_reach(needs), m_taken(needs * courses), m_free(courses) {}

    void can_attend(std::size_t need, std::size_t course) { m_reach[need].push_back(course); }

    /// Everybody gets up; the courses have this many places.
    void empty(const std::vector<std::int64_t>& places) {
        std::ranges::fill(m_taken, 0);
        m_free = places;
    }

    /// Seats up to so many persons of the need without sending anybody away, moving others where that helps.
    std::int64_t seat(std::size_t need, std::int64_t persons) {
        const auto wanted = persons;
        while (persons > 0 && find_place(need))
            persons -= move_along(need, persons);
        return wanted - persons;
    }

  private:
    std::int64_t& taken(std::size_t need, std::size_t course) { return m_taken[need * m_courses + course]; }

    // Breadth first from the need to a course with a free place; a full course is left through those who sit
    // there. m_path[course] = the need that would come into it, m_from[need] = the course it would leave.
    bool find_place(std::size_t need) {
        m_comes.assign(m_courses, k_nobody);
        m_leaves.assign(m_reach.size(), k_nobody);
        m_queue.assign(1, need);
        for (std::size_t at = 0; at < m_queue.size(); ++at) {
            const auto here = m_queue[at];
            for (const auto course : m_reach[here]) {
                if (m_comes[course] != k_nobody)
                    continue;
                m_comes[course] = here;
                if (m_free[course] > 0) {
                    m_end = course;
                    return true;
                }
                for (std::size_t other = 0; other < m_reach.size(); ++other)
                    if (other != need && m_leaves[other] == k_nobody && taken(other, course) > 0) {
                        m_leaves[other] = course;
                        m_queue.push_back(other);
                    }
            }
        }
        return false;
    }

    std::int64_t move_along(std::size_t need, std::int64_t persons) {
        auto amount = std::min(persons, m_free[m_end]);
        for (auto mover = m_comes[m_end]; mover != need; mover = m_comes[m_leaves[mover]])
            amount = std::min(amount, taken(mover, m_leaves[mover]));
        m_free[m_end] -= amount;
        auto course = m_end;
        for (auto mover = m_comes[course];; mover = m_comes[course]) {
            taken(mover, course) += amount;
            if (mover == need)
                return amount;
            course = m_leaves[mover];
            taken(mover, course) -= amount;
        }
    }

    static constexpr std::size_t k_nobody = static_cast<std::size_t>(-1);
    std::size_t m_courses;
    std::vector<std::vector<std::size_t>> m_reach;
    std::vector<std::int64_t> m_taken;
    std::vector<std::int64_t> m_free;
    std::vector<std::size_t> m_comes;
    std::vector<std::size_t> m_leaves;
    std::vector<std::size_t> m_queue;
    std::size_t m_end = 0;
};

class Enumerator {
  public:
    Enumerator(const Instance& instance, Group& group, std::size_t most, const Stop& stop)
        : m_instance{instance},
          m_group{group},
          m_most{most},
          m_stop{stop},
          m_seats{group.needs.size(), group.courses.size()},
          m_places(group.courses.size()) {
        const auto number = [](const std::vector<std::size_t>& all, std::size_t one) {
            return static_cast<std::size_t>(std::ranges::lower_bound(all, one) - all.begin());
        };
        for (const auto pair : group.pairs)
            m_seats.can_attend(number(group.needs, instance.reach[pair].need),
                               number(group.courses, instance.reach[pair].candidate));
        m_heaviest_first.resize(group.needs.size());
        std::iota(m_heaviest_first.begin(), m_heaviest_first.end(), std::size_t{0});
        std::ranges::stable_sort(m_heaviest_first, std::greater{},
                                 [&](std::size_t i) { return instance.needs[group.needs[i]].weight; });
    }

    /// False if there are too many, or if it was stopped. A set that cannot be held stays so with one course
    /// more, so nothing that grows from it is looked at.
    bool run() {
        if (m_most == 0)
            return false;
        m_group.patterns.push_back({});
        return extend(0);
    }

  private:
    bool extend(std::size_t from) {
        const auto base = m_group.patterns.back();
        for (auto next = from; next < m_group.courses.size(); ++next) {
            if (clashes_with(base, next))
                continue;
            // Sets that cannot be held are work as well.
            m_work += m_group.needs.size() * (m_in.size() + 1);
            if (m_work > k_most_work || m_stop.now())
                return false;
            m_in.push_back(next);
            if (reaches_minima()) {
                if (m_group.patterns.size() >= m_most)
                    return false;
                m_group.patterns.push_back(grown(base, next));
                if (!extend(next + 1))
                    return false;
            }
            m_in.pop_back();
        }
        return true;
    }

    [[nodiscard]] bool clashes_with(const Pattern& base, std::size_t next) const {
        const auto& course = m_instance.candidates[m_group.courses[next]];
        return course.capacity < course.minimum || std::ranges::any_of(m_group.courses, [&](std::size_t j) {
                   return base.courses.contains(j) && (needs_same_trainer(course, m_instance.candidates[j]) ||
                                                       needs_same_room(course, m_instance.candidates[j]));
               });
    }

    void set_places(std::int64_t Candidate::*places) {
        std::ranges::fill(m_places, 0);
        for (const auto i : m_in)
            m_places[i] = m_instance.candidates[m_group.courses[i]].*places;
        m_seats.empty(m_places);
    }

    bool reaches_minima() {
        set_places(&Candidate::minimum);
        auto missing = std::accumulate(m_places.begin(), m_places.end(), std::int64_t{0});
        for (std::size_t i = 0; i < m_group.needs.size() && missing > 0; ++i)
            missing -= m_seats.seat(i, m_instance.needs[m_group.needs[i]].persons);
        return missing == 0;
    }

    Pattern grown(Pattern pattern, std::size_t next) {
        const auto position = m_group.courses[next];
        pattern.courses.insert(position);
        ++pattern.count;
        pattern.grant += m_instance.candidates[position].grant.value;
        pattern.own_money += m_instance.candidates[position].own_money.value;
        set_places(&Candidate::capacity);
        pattern.weighted_persons = 0;
        for (const auto i : m_heaviest_first) {
            const auto& need = m_instance.needs[m_group.needs[i]];
            pattern.weighted_persons += need.weight * m_seats.seat(i, need.persons);
        }
        return pattern;
    }

    const Instance& m_instance;
    Group& m_group;
    std::size_t m_most;
    const Stop& m_stop;
    Seats m_seats;
    std::vector<std::int64_t> m_places;
    std::vector<std::size_t> m_heaviest_first;
    std::vector<std::size_t> m_in; ///< numbers within the group
    std::size_t m_work = 0;        ///< seatings tried, each by its needs and courses
};

// Groups without patterns, in the order of their first course.
std::vector<Group> connected(const Instance& instance) {
    const auto courses = instance.candidates.size();
    std::vector<std::size_t> leader(courses);
    std::iota(leader.begin(), leader.end(), std::size_t{0});
    const auto find = [&](std::size_t j) {
        while (leader[j] != j)
            j = leader[j] = leader[leader[j]];
        return j;
    };
    for (std::size_t i = 1; i < instance.reach.size(); ++i)
        if (instance.reach[i].need == instance.reach[i - 1].need) {
            const auto [less, more] =
                std::minmax({find(instance.reach[i].candidate), find(instance.reach[i - 1].candidate)});
            leader[more] = less;
        }
    std::map<std::size_t, Group> by_leader;
    for (std::size_t j = 0; j < courses; ++j)
        by_leader[find(j)].courses.push_back(j);
    for (std::size_t i = 0; i < instance.reach.size(); ++i) {
        auto& group = by_leader[find(instance.reach[i].candidate)];
        group.pairs.push_back(i);
        if (group.needs.empty() || group.needs.back() != instance.reach[i].need)
            group.needs.push_back(instance.reach[i].need);
    }
    std::vector<Group> all;
    for (auto& [first, group] : by_leader)
        all.push_back(std::move(group));
    return all;
}

} // namespace

std::int64_t most_weighted_seats(const Instance& instance, const Selection& chosen) {
    Seats seats{instance.needs.size(), instance.candidates.size()};
    for (const auto& pair : instance.reach)
        seats.can_attend(pair.need, pair.candidate);
    std::vector<std::int64_t> places;
    for (std::size_t j = 0; j < chosen.size(); ++j)
        places.push_back(chosen[j] ? instance.candidates[j].capacity : 0);
    seats.empty(places);
    std::vector<std::size_t> heaviest_first(instance.needs.size());
    std::iota(heaviest_first.begin(), heaviest_first.end(), std::size_t{0});
    std::ranges::stable_sort(heaviest_first, std::greater{},
                             [&](std::size_t i) { return instance.needs[i].weight; });
    std::int64_t sum = 0;
    for (const auto i : heaviest_first)
        sum += instance.needs[i].weight * seats.seat(i, instance.needs[i].persons);
    return sum;
}

std::optional<std::vector<Group>> groups(const Instance& instance, std::size_t most, const Stop& stop) {
    if (instance.candidates.size() > CourseSet::k_most)
        return {};
    auto all = connected(instance);
    for (auto& group : all) {
        if (!Enumerator{instance, group, most, stop}.run())
            return {};
        most -= group.patterns.size();
    }
    return all;
}

} // namespace ehrenamt::programme
