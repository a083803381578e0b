// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/check.hpp"

#include <fmt/format.h>

#include <algorithm>
#include <map>
#include <set>

namespace ehrenamt::programme {
namespace {

bool overlap(const Candidate& one, const Candidate& other) {
    for (const auto& a : one.sessions)
        for (const auto& b : other.sessions)
            if (a.day == b.day && std::max(a.start_minute, b.start_minute) <
                                      std::min(a.start_minute + a.minutes, b.start_minute + b.minutes))
                return true;
    return false;
}

class Checker {
  public:
    Checker(const Instance& instance, const Programme& programme)
        : m_instance{instance}, m_programme{programme} {}

    std::vector<std::string> run() {
        if (m_programme.chosen.size() != m_instance.candidates.size() ||
            m_programme.seating.seats.size() != m_instance.reach.size())
            return {"the programme belongs to another instance"};
        check_seats();
        check_money_and_locks();
        check_clashes();
        return std::move(m_broken);
    }

  private:
    void expect(bool condition, std::string what) {
        if (!condition)
            m_broken.push_back(std::move(what));
    }

    void check_seats() {
        std::vector<std::int64_t> in_course(m_instance.candidates.size(), 0);
        std::vector<std::int64_t> of_need(m_instance.needs.size(), 0);
        std::set<domain::AssociationId> served;
        std::int64_t weighted = 0;
        std::int64_t persons = 0;
        for (std::size_t i = 0; i < m_instance.reach.size(); ++i) {
            const auto [need, course] = m_instance.reach[i];
            const auto seats = m_programme.seating.seats[i];
            expect(seats >= 0, fmt::format("pair {} has {} seats", i, seats));
            in_course[course] += seats;
            of_need[need] += seats;
            persons += seats;
            weighted += seats * m_instance.needs[need].weight;
            if (seats > 0)
                served.insert(m_instance.needs[need].association);
        }
        for (std::size_t i = 0; i < of_need.size(); ++i)
            expect(of_need[i] <= m_instance.needs[i].persons,
                   fmt::format("need {} sends {} of {} persons", i, of_need[i], m_instance.needs[i].persons));
        for (std::size_t j = 0; j < in_course.size(); ++j) {
            const auto& course = m_instance.candidates[j];
            const bool fits = m_programme.chosen[j]
                                  ? in_course[j] >= course.minimum && in_course[j] <= course.capacity
                                  : in_course[j] == 0;
            expect(fits, fmt::format("course {} has {} persons", j, in_course[j]));
        }
        const auto& score = m_programme.score;
        expect(weighted == score.weighted_persons && weighted == m_programme.seating.weighted_persons,
               fmt::format("weighted persons are {}, not {}", weighted, score.weighted_persons));
        expect(persons == m_programme.seating.persons, fmt::format("persons are {}", persons));
        expect(std::ssize(served) == score.associations,
               fmt::format("{} associations are served", served.size()));
        expect(weighted <= m_programme.bound, fmt::format("the bound {} is too low", m_programme.bound));
    }

    void check_money_and_locks() {
        domain::Cents grant{};
        domain::Cents own{};
        std::int64_t courses = 0;
        for (std::size_t j = 0; j < m_instance.candidates.size(); ++j)
            if (m_programme.chosen[j]) {
                grant += m_instance.candidates[j].grant;
                own += m_instance.candidates[j].own_money;
                ++courses;
            }
        expect(grant + m_instance.fixed_cost <= m_instance.budget, "the budget is exceeded");
        expect(grant.value == m_programme.score.grant, "the grants add up to something else");
        expect(own.value == m_programme.score.own_money, "the own money adds up to something else");
        const auto& locks = m_instance.locks;
        expect(!locks.at_most || courses <= *locks.at_most, "there are more courses than allowed");
        for (std::size_t j = 0; j < m_instance.candidates.size(); ++j) {
            const auto id = m_instance.candidates[j].id;
            expect(m_programme.chosen[j] || std::ranges::count(locks.with, id) == 0,
                   "a locked course is missing");
            expect(!m_programme.chosen[j] || std::ranges::count(locks.without, id) == 0,
                   "a course is in that must not be");
        }
    }

    void check_clashes() {
        for (std::size_t a = 0; a < m_instance.candidates.size(); ++a)
            for (auto b = a + 1; b < m_instance.candidates.size(); ++b) {
                const auto& one = m_instance.candidates[a];
                const auto& other = m_instance.candidates[b];
                if (!m_programme.chosen[a] || !m_programme.chosen[b] || !overlap(one, other))
                    continue;
                expect(!one.trainer || one.trainer != other.trainer,
                       fmt::format("courses {} and {} need the same trainer at the same time", a, b));
                expect(!one.venue || one.venue != other.venue,
                       fmt::format("courses {} and {} need the same room at the same time", a, b));
            }
    }

    const Instance& m_instance;
    const Programme& m_programme;
    std::vector<std::string> m_broken;
};

} // namespace

std::vector<std::string> broken_limits(const Instance& instance, const Programme& programme) {
    return Checker{instance, programme}.run();
}

} // namespace ehrenamt::programme
