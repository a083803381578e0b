// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/aggregate.hpp"

#include "ehrenamt/programme/overlap.hpp"

#include <algorithm>
#include <map>
#include <set>
#include <tuple>

namespace ehrenamt::programme {
namespace {

constexpr std::size_t k_none = static_cast<std::size_t>(-1);

using Key = std::vector<std::int64_t>;

class Aggregator {
  public:
    explicit Aggregator(const Instance& instance)
        : m_instance{instance}, m_needs(instance.candidates.size()) {
        for (const auto& pair : instance.reach)
            m_needs[pair.candidate].push_back(pair.need);
    }

    Aggregate run() {
        find_kinds();
        find_options({}, false);
        m_alike = m_option;
        // Courses of one option may be free at different times; those that clash with the same ones stay
        // together.
        const auto keys = clash_keys();
        find_options(keys, false);
        m_alike = m_option;
        // Which courses are alike does not depend on what a person wants in or out: else one course that is
        // locked would set its date apart from the others.
        find_options(keys, true);
        find_groups();
        find_topics();
        find_shared();
        return std::move(m_result);
    }

  private:
    [[nodiscard]] bool can_be_held(std::size_t j) const {
        const auto& course = m_instance.candidates[j];
        std::int64_t persons = 0;
        for (const auto need : m_needs[j])
            persons += m_instance.needs[need].persons;
        return persons >= course.minimum && course.capacity >= course.minimum &&
               course.grant <= m_instance.budget - m_instance.fixed_cost;
    }

    [[nodiscard]] bool must_be_out(std::size_t j) const {
        const auto& without = m_instance.locks.without;
        return std::ranges::find(without, m_instance.candidates[j].id) != without.end();
    }

    [[nodiscard]] bool must_be_in(std::size_t j) const {
        const auto& with = m_instance.locks.with;
        return std::ranges::find(with, m_instance.candidates[j].id) != with.end();
    }

    void find_kinds() {
        std::map<std::tuple<std::int64_t, std::int64_t, std::vector<std::size_t>>, std::size_t> known;
        m_kind.assign(m_instance.candidates.size(), k_none);
        for (std::size_t j = 0; j < m_kind.size(); ++j)
            if (const auto& course = m_instance.candidates[j]; can_be_held(j) || must_be_in(j)) {
                const auto next = known.size();
                m_kind[j] =
                    known.try_emplace({course.minimum, course.capacity, m_needs[j]}, next).first->second;
                if (m_kind[j] == next) {
                    m_result.kinds.push_back({course.minimum, course.capacity, {}});
                    m_needs_of_kind.push_back(m_needs[j]);
                }
            }
    }

    void find_options(const std::vector<Key>& clashes, bool locks) {
        std::map<Key, std::size_t> known;
        m_option.assign(m_kind.size(), k_none);
        m_result.options.clear();
        for (std::size_t j = 0; j < m_kind.size(); ++j) {
            if (m_kind[j] == k_none || (locks && must_be_out(j)))
                continue;
            const auto& course = m_instance.candidates[j];
            const bool must = locks && must_be_in(j);
            Key key{static_cast<std::int64_t>(m_kind[j]),
                    course.grant.value,
                    course.own_money.value,
                    course.trainer ? course.trainer->value : -1,
                    course.venue ? course.venue->value : -1,
                    must ? static_cast<std::int64_t>(j) : -1};
            if (!clashes.empty())
                key.insert(key.end(), clashes[j].begin(), clashes[j].end());
            const auto next = known.size();
            m_option[j] = known.try_emplace(std::move(key), next).first->second;
            if (m_option[j] == next)
                m_result.options.push_back({m_kind[j], {}, must ? 1 : 0});
            m_result.options[m_option[j]].members.push_back(j);
        }
    }

    /// Sets of courses of which one at most can be held, and which courses that are alike are in each.
    struct Clash {
        std::vector<std::size_t> options; ///< as if nothing were locked
        const std::vector<std::size_t>* courses;
    };

    template <class Sets>
    void add_clashes(const Sets& sets, std::vector<std::vector<Clash>>& all) const {
        for (const auto& [id, cliques] : sets) {
            auto& own = all.emplace_back();
            for (const auto& clique : cliques) {
                Clash clash{{}, &clique};
                for (const auto j : clique)
                    if (m_alike[j] != k_none)
                        clash.options.push_back(m_alike[j]);
                std::ranges::sort(clash.options);
                clash.options.erase(std::unique(clash.options.begin(), clash.options.end()),
                                    clash.options.end());
                if (!clash.options.empty())
                    own.push_back(std::move(clash));
            }
        }
    }

    /// Per trainer and per room.
    std::vector<std::vector<Clash>> clashes() {
        if (m_trainers.empty() && m_rooms.empty()) {
            m_trainers = clashes_of(m_instance, &Candidate::trainer);
            m_rooms = clashes_of(m_instance, &Candidate::venue);
        }
        std::vector<std::vector<Clash>> all;
        add_clashes(m_trainers, all);
        add_clashes(m_rooms, all);
        return all;
    }

    /// Per course: with which sets of options it clashes.
    std::vector<Key> clash_keys() {
        std::map<std::vector<std::size_t>, std::int64_t> number;
        std::vector<Key> keys(m_kind.size());
        for (const auto& own : clashes())
            for (const auto& clash : own) {
                const auto its = number.try_emplace(clash.options, std::ssize(number)).first->second;
                for (const auto j : *clash.courses)
                    if (m_option[j] != k_none)
                        keys[j].push_back(its);
            }
        for (auto& key : keys)
            std::ranges::sort(key);
        return keys;
    }

    void find_groups() {
        std::vector<std::vector<std::size_t>> kinds_of(m_instance.needs.size());
        for (std::size_t kind = 0; kind < m_needs_of_kind.size(); ++kind)
            for (const auto need : m_needs_of_kind[kind])
                kinds_of[need].push_back(kind);
        std::map<std::pair<std::int64_t, std::vector<std::size_t>>, std::size_t> known;
        for (std::size_t need = 0; need < kinds_of.size(); ++need) {
            if (kinds_of[need].empty())
                continue;
            const auto& one = m_instance.needs[need];
            const auto next = known.size();
            const auto group = known.try_emplace({one.weight, kinds_of[need]}, next).first->second;
            if (group == next) {
                m_result.groups.push_back({0, one.weight});
                for (const auto kind : kinds_of[need])
                    m_result.kinds[kind].groups.push_back(group);
            }
            m_result.groups[group].persons += one.persons;
        }
    }

    void find_topics() {
        std::map<std::string, std::size_t> known;
        std::vector<std::size_t> topic_of(m_result.kinds.size(), k_none);
        std::vector<bool> seen(m_result.groups.size(), false);
        for (std::size_t option = 0; option < m_result.options.size(); ++option) {
            const auto kind = m_result.options[option].kind;
            const auto& name = m_instance.candidates[m_result.options[option].members.front()].topic;
            const auto topic = known.try_emplace(name, known.size()).first->second;
            if (topic == m_result.topics.size())
                m_result.topics.emplace_back();
            m_result.topics[topic].options.push_back(option);
            if (topic_of[kind] != k_none)
                continue;
            topic_of[kind] = topic;
            m_result.topics[topic].kinds.push_back(kind);
            for (const auto group : m_result.kinds[kind].groups)
                if (!seen[group]) {
                    seen[group] = true;
                    m_result.topics[topic].groups.push_back(group);
                }
        }
    }

    void find_shared() {
        Aggregate::Shared budget{(m_instance.budget - m_instance.fixed_cost).value, {}};
        Aggregate::Shared count{m_instance.locks.at_most.value_or(0), {}};
        for (std::size_t option = 0; option < m_result.options.size(); ++option) {
            const auto first = m_result.options[option].members.front();
            budget.takes.emplace_back(option, m_instance.candidates[first].grant.value);
            count.takes.emplace_back(option, 1);
        }
        // So many at most can be paid: no more is known than from the budget, but in whole courses.
        std::int64_t cheapest = budget.limit + 1;
        for (const auto& [option, takes] : budget.takes)
            cheapest = std::min(cheapest, takes);
        if (cheapest > 0)
            count.limit = std::min(m_instance.locks.at_most.value_or(budget.limit), budget.limit / cheapest);
        m_result.shared.push_back(std::move(budget));
        if (m_instance.locks.at_most || cheapest > 0)
            m_result.shared.push_back(std::move(count));
        for (const auto& own : clashes())
            add_shared_of(own);
    }

    /// One of the courses of each clash at most, summed over clashes of the same options: an option takes as
    /// many as each of its courses takes at least.
    void add_shared_of(const std::vector<Clash>& own) {
        std::map<std::vector<std::size_t>, std::vector<const Clash*>> alike;
        for (const auto& clash : own)
            alike[clash.options].push_back(&clash);
        for (const auto& [same, all] : alike) {
            std::map<std::size_t, std::int64_t> times; // per course
            std::set<std::size_t> its_options;
            for (const auto* clash : all)
                for (const auto j : *clash->courses) {
                    ++times[j];
                    if (m_option[j] != k_none)
                        its_options.insert(m_option[j]);
                }
            Aggregate::Shared row{std::ssize(all), {}};
            std::int64_t most = 0;
            for (const auto option : its_options) {
                const auto& members = m_result.options[option].members;
                auto least = row.limit;
                for (const auto j : members)
                    least = std::min(least, times.contains(j) ? times.at(j) : 0);
                if (least > 0)
                    row.takes.emplace_back(option, least);
                most += least * std::ssize(members);
            }
            if (most > row.limit)
                m_result.shared.push_back(std::move(row));
        }
    }

    const Instance& m_instance;
    std::vector<std::vector<std::size_t>> m_needs; ///< per candidate
    std::vector<std::vector<std::size_t>> m_needs_of_kind;
    std::vector<std::size_t> m_kind;   ///< per candidate
    std::vector<std::size_t> m_option; ///< per candidate
    std::vector<std::size_t> m_alike;  ///< per candidate: its option if nothing were locked
    std::map<domain::TrainerId, ClashSets> m_trainers;
    std::map<domain::VenueId, ClashSets> m_rooms;
    Aggregate m_result;
};

} // namespace

Aggregate aggregate(const Instance& instance) {
    return Aggregator{instance}.run();
}

} // namespace ehrenamt::programme
