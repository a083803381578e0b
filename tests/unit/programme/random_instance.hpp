// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "tests/unit/programme/small.hpp"

namespace ehrenamt::tests {

// The same numbers on every machine, which the distributions of <random> do not promise.
class Dice {
  public:
    explicit Dice(std::uint64_t seed) : m_state{seed * 2654435761U + 12345U} {}
    std::int64_t between(std::int64_t least, std::int64_t most) {
        m_state = m_state * 6364136223846793005U + 1442695040888963407U;
        return least +
               static_cast<std::int64_t>((m_state >> 33U) % static_cast<std::uint64_t>(most - least + 1));
    }
    bool one_in(std::int64_t count) { return between(1, count) == 1; }

  private:
    std::uint64_t m_state;
};

// Small numbers on purpose: many programmes are alike in the first goals and the later ones decide.
inline programme::Instance random_instance(std::uint64_t seed) {
    Dice dice{seed};
    SmallInstance builder;
    const auto topic = [&] { return dice.one_in(2) ? "G01" : "G02"; };
    const auto needs = dice.between(1, 5);
    const auto associations = dice.between(1, needs);
    for (std::int64_t i = 0; i < needs; ++i)
        builder.need(dice.between(1, associations), topic(), dice.between(1, 3), dice.between(1, 3));
    const auto courses = dice.between(1, 6);
    std::int64_t asked = 0;
    for (std::int64_t j = 0; j < courses; ++j) {
        const auto minimum = dice.between(1, 4);
        builder.course(topic(), minimum, minimum + dice.between(0, 3), dice.between(1, 4) * 100,
                       dice.between(0, 2) * 50);
        builder.on(base::Date::of(2027, 3, 1), static_cast<int>(dice.between(0, 3)) * 60, 90,
                   dice.between(0, 3), dice.between(0, 3));
        asked += builder.instance.candidates.back().grant.value;
    }
    builder.budget(dice.between(asked / 3, asked + 100));
    if (dice.one_in(4))
        builder.instance.locks.at_most = dice.between(0, courses);
    if (dice.one_in(4))
        builder.instance.locks.without = {{dice.between(1, courses)}};
    if (dice.one_in(4))
        builder.instance.locks.with = {{dice.between(1, courses)}};
    auto instance = builder.done();
    std::erase_if(instance.reach, [&](const programme::Reach&) { return dice.one_in(4); });
    return instance;
}

/// Like a contact point's list: some topics more asked for than others, time and distance keep some away,
/// trainers and rooms shared between topics.
inline programme::Instance list_instance(std::uint64_t seed, std::int64_t courses, std::int64_t associations,
                                         std::int64_t topics) {
    Dice dice{seed};
    SmallInstance builder;
    const auto topic = [&] { return std::min(dice.between(1, topics), dice.between(1, topics)); };
    const auto name = [](std::int64_t number) { return "T" + std::to_string(100 + number); };
    for (std::int64_t a = 1; a <= associations; ++a)
        for (auto left = dice.between(1, 4); left > 0; --left)
            builder.need(a, name(topic()), dice.between(1, 6), dice.between(1, 3));
    for (std::int64_t j = 1; j <= courses; ++j) {
        const auto its = topic();
        builder.course(name(its), 7, dice.between(10, 18), dice.between(150, 700) * 100,
                       dice.between(0, 3) * 2500);
        for (auto left = dice.between(1, 3); left > 0; --left)
            builder.on(base::Date::of(2027, 3, 1).plus_days(static_cast<int>(dice.between(0, 40))),
                       static_cast<int>(dice.between(17, 19)) * 60, 135, its / 2 * 2 + dice.between(1, 2),
                       dice.between(0, 4));
    }
    builder.budget(courses * 10'000);
    auto instance = builder.done();
    std::erase_if(instance.reach, [&](const programme::Reach&) { return dice.one_in(4); });
    return instance;
}

} // namespace ehrenamt::tests
