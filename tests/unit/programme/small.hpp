// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/programme/instance.hpp"

namespace ehrenamt::tests {

/// Builds small instances by hand: ids are positions + 1, every need reaches every course of its topic.
struct SmallInstance {
    programme::Instance instance;

    SmallInstance& budget(std::int64_t cents) {
        instance.budget = domain::Cents{cents};
        return *this;
    }
    SmallInstance& need(std::int64_t association, std::string topic, std::int64_t persons,
                        std::int64_t weight = 1) {
        const auto id = static_cast<std::int64_t>(instance.needs.size()) + 1;
        instance.needs.push_back({{id}, {association}, std::move(topic), persons, weight});
        return *this;
    }
    SmallInstance& course(std::string topic, std::int64_t minimum, std::int64_t capacity, std::int64_t grant,
                          std::int64_t own = 0) {
        const auto id = static_cast<std::int64_t>(instance.candidates.size()) + 1;
        programme::Candidate course;
        course.id = {id};
        course.title = "Kurs " + std::to_string(id);
        course.topic = std::move(topic);
        course.minimum = minimum;
        course.capacity = capacity;
        course.grant = domain::Cents{grant};
        course.own_money = domain::Cents{own};
        instance.candidates.push_back(std::move(course));
        return *this;
    }
    /// The course added last gets a session, and the trainer and room with these numbers.
    SmallInstance& on(base::Date day, int start, int minutes, std::int64_t trainer = 0,
                      std::int64_t venue = 0) {
        auto& course = instance.candidates.back();
        course.sessions.push_back({day, start, minutes});
        if (trainer != 0)
            course.trainer = domain::TrainerId{trainer};
        if (venue != 0)
            course.venue = domain::VenueId{venue};
        return *this;
    }
    programme::Instance done() {
        instance.reach.clear();
        for (std::size_t i = 0; i < instance.needs.size(); ++i)
            for (std::size_t j = 0; j < instance.candidates.size(); ++j)
                if (instance.needs[i].topic == instance.candidates[j].topic)
                    instance.reach.push_back({i, j});
        return instance;
    }
};

} // namespace ehrenamt::tests
