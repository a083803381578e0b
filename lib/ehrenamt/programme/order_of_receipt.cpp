// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/order_of_receipt.hpp"

#include "ehrenamt/programme/overlap.hpp"

#include <algorithm>
#include <numeric>
#include <set>

namespace ehrenamt::programme {
namespace {

class Queue {
  public:
    explicit Queue(const Instance& instance)
        : m_instance{instance}, m_money{instance.budget - instance.fixed_cost} {
        m_programme.chosen.assign(instance.candidates.size(), false);
        m_programme.seating.seats.assign(instance.reach.size(), 0);
        for (const auto& need : instance.needs)
            m_left.push_back(need.persons);
        m_pairs.resize(instance.candidates.size());
        for (std::size_t i = 0; i < instance.reach.size(); ++i)
            m_pairs[instance.reach[i].candidate].push_back(i);
    }

    Programme run() {
        const auto& locks = m_instance.locks;
        std::vector<std::size_t> order(m_instance.candidates.size());
        std::iota(order.begin(), order.end(), std::size_t{0});
        const auto is_in = [](const auto& list, domain::CourseId id) {
            return std::ranges::find(list, id) != list.end();
        };
        std::stable_partition(order.begin(), order.end(),
                              [&](std::size_t j) { return is_in(locks.with, m_instance.candidates[j].id); });
        for (const auto j : order)
            if (!is_in(locks.without, m_instance.candidates[j].id) && fits(j))
                grant(j);
        sum_up();
        return std::move(m_programme);
    }

  private:
    [[nodiscard]] bool fits(std::size_t j) const {
        const auto& course = m_instance.candidates[j];
        std::int64_t persons = 0;
        for (const auto i : m_pairs[j])
            persons += m_left[m_instance.reach[i].need];
        for (const auto k : m_granted) {
            const auto& other = m_instance.candidates[k];
            if (needs_same_trainer(course, other) || needs_same_room(course, other))
                return false;
        }
        return course.grant <= m_money && std::min(persons, course.capacity) >= course.minimum &&
               (!m_instance.locks.at_most || m_courses < *m_instance.locks.at_most);
    }

    void grant(std::size_t j) {
        const auto& course = m_instance.candidates[j];
        m_programme.chosen[j] = true;
        m_granted.push_back(j);
        m_money = m_money - course.grant;
        ++m_courses;
        auto free = course.capacity;
        for (const auto i : m_pairs[j]) {
            auto& left = m_left[m_instance.reach[i].need];
            const auto seats = std::min(free, left);
            m_programme.seating.seats[i] = seats;
            left -= seats;
            free -= seats;
        }
    }

    void sum_up() {
        auto& seating = m_programme.seating;
        std::set<domain::AssociationId> served;
        for (std::size_t i = 0; i < m_instance.reach.size(); ++i)
            if (seating.seats[i] > 0) {
                const auto& need = m_instance.needs[m_instance.reach[i].need];
                seating.persons += seating.seats[i];
                seating.weighted_persons += seating.seats[i] * need.weight;
                served.insert(need.association);
            }
        seating.associations = std::ssize(served);
        auto& score = m_programme.score;
        score = {seating.weighted_persons, seating.associations, 0, 0};
        for (std::size_t j = 0; j < m_instance.candidates.size(); ++j)
            if (m_programme.chosen[j]) {
                score.own_money += m_instance.candidates[j].own_money.value;
                score.grant += m_instance.candidates[j].grant.value;
            }
        m_programme.bound = score.weighted_persons;
    }

    const Instance& m_instance;
    domain::Cents m_money;
    std::int64_t m_courses = 0;
    std::vector<std::size_t> m_granted;
    std::vector<std::int64_t> m_left;
    std::vector<std::vector<std::size_t>> m_pairs; ///< of the reach, per candidate
    Programme m_programme;
};

} // namespace

Programme in_order_of_receipt(const Instance& instance) {
    return Queue{instance}.run();
}

ProRata pro_rata(const Instance& instance) {
    ProRata result{instance, {}};
    auto rich = instance;
    for (const auto& course : instance.candidates)
        rich.budget += course.grant;
    result.programme = in_order_of_receipt(rich);
    const auto left = std::max<std::int64_t>(0, (instance.budget - instance.fixed_cost).value);
    auto& score = result.programme.score;
    const auto asked = score.grant;
    if (asked <= left)
        return result;
    constexpr std::int64_t k_permille = 1000;
    result.share_permille = left * k_permille / asked;
    for (std::size_t j = 0; j < instance.candidates.size(); ++j)
        if (auto& course = result.instance.candidates[j]; result.programme.chosen[j]) {
            const domain::Cents cut{course.grant.value * left / asked};
            course.own_money += course.grant - cut;
            score.grant -= (course.grant - cut).value;
            score.own_money += (course.grant - cut).value;
            course.grant = cut;
        }
    return result;
}

} // namespace ehrenamt::programme
