// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/programme/candidates.hpp"

#include <SQLiteCpp/SQLiteCpp.h>
#include <fmt/format.h>

#include <algorithm>
#include <cmath>
#include <iterator>
#include <map>
#include <numbers>

namespace ehrenamt::programme {
namespace {

constexpr int k_evening_from = 17 * 60;
constexpr unsigned k_saturday = 6;

struct Point {
    std::int64_t latitude = 0;
    std::int64_t longitude = 0;
};

struct StoredNeed {
    Need need;
    NeedSource source;
    std::string time_wish;
    std::optional<std::int64_t> travel_km;
    std::optional<Point> point;
};

/// An anonymous answer counts as an association of its own; ids of answers and associations never meet.
std::vector<StoredNeed> stored_needs(const store::Store& store, const needs::SurveyRound& round) {
    SQLite::Statement query{store.db(), R"(
        SELECT n.id, ifnull(r.association, r.id), a.name, n.topic, n.persons, n.priority, n.time_wish, n.travel_km, m.latitude_e6,
               m.longitude_e6, t.name
        FROM need n JOIN topic t ON t.key = n.topic JOIN response r ON r.id = n.response
             LEFT JOIN association a ON a.id = r.association
             LEFT JOIN municipality m ON m.ags = ifnull(a.municipality, r.municipality)
        WHERE r.round = ? ORDER BY n.id)"};
    query.bind(1, round.id.value);
    std::vector<StoredNeed> needs;
    while (query.executeStep()) {
        StoredNeed stored;
        stored.need.id = {query.getColumn(0).getInt64()};
        stored.need.association = {query.getColumn(1).getInt64()};
        stored.source.association = query.getColumn(2).isNull()
                                        ? "anonym " + store::long_id(stored.need.association.value)
                                        : query.getColumn(2).getString();
        stored.need.topic = query.getColumn(3).getString();
        stored.need.persons = query.getColumn(4).getInt64();
        stored.source.priority = query.getColumn(5).getInt64();
        stored.need.weight = weight_of_priority(static_cast<int>(stored.source.priority));
        stored.time_wish = query.getColumn(6).getString();
        if (const auto travel = query.getColumn(7); !travel.isNull())
            stored.travel_km = travel.getInt64();
        if (!query.getColumn(8).isNull() && !query.getColumn(9).isNull())
            stored.point = {query.getColumn(8).getInt64(), query.getColumn(9).getInt64()};
        stored.source.topic_name = query.getColumn(10).getString();
        needs.push_back(std::move(stored));
    }
    return needs;
}

std::map<std::string, Point> points(const store::Store& store) {
    SQLite::Statement query{store.db(), R"(
        SELECT ags, latitude_e6, longitude_e6 FROM municipality
        WHERE latitude_e6 IS NOT NULL AND longitude_e6 IS NOT NULL)"};
    std::map<std::string, Point> all;
    while (query.executeStep())
        all[query.getColumn(0).getString()] = {query.getColumn(1).getInt64(), query.getColumn(2).getInt64()};
    return all;
}

bool suits(const std::string& time_wish, const std::vector<Session>& sessions) {
    return time_wish == "any" || std::all_of(sessions.begin(), sessions.end(), [&](const Session& session) {
               const auto weekday = session.day.iso_weekday();
               return time_wish == "saturday"
                          ? weekday == k_saturday
                          : weekday < k_saturday && session.start_minute >= k_evening_from;
           });
}

bool is_near(const StoredNeed& need, const CourseFacts& course, const std::map<std::string, Point>& places) {
    if (!need.travel_km || !need.point || !course.municipality || course.hybrid)
        return true;
    const auto place = places.find(course.municipality->text());
    constexpr std::int64_t k_metres = 1000;
    return place == places.end() ||
           distance_m(need.point->latitude, need.point->longitude, place->second.latitude,
                      place->second.longitude) <= *need.travel_km * k_metres;
}

Candidate candidate_of(const Offer& offer) {
    const auto& facts = offer.course.facts;
    Candidate candidate;
    candidate.id = offer.course.id;
    candidate.title = facts.title;
    candidate.topic = facts.topic;
    candidate.minimum = offer.minimum;
    candidate.capacity = facts.capacity;
    candidate.grant = offer.grant;
    candidate.own_money = offer.own_money;
    candidate.sessions = facts.sessions;
    candidate.trainer = offer.course.trainer;
    candidate.venue = offer.course.venue;
    return candidate;
}

} // namespace

Assembled assemble(const store::Store& store, const needs::SurveyRound& round, std::vector<Offer> offers) {
    Assembled result;
    result.offers = std::move(offers);
    for (const auto& offer : result.offers)
        result.instance.candidates.push_back(candidate_of(offer));
    const auto places = points(store);
    for (auto& stored : stored_needs(store, round)) {
        result.places_unknown += stored.travel_km && !stored.point ? 1 : 0;
        for (std::size_t j = 0; j < result.offers.size(); ++j) {
            const auto& facts = result.offers[j].course.facts;
            if (facts.topic == stored.need.topic && suits(stored.time_wish, facts.sessions) &&
                is_near(stored, facts, places))
                result.instance.reach.push_back({result.instance.needs.size(), j});
        }
        result.instance.needs.push_back(std::move(stored.need));
        result.sources.push_back(std::move(stored.source));
    }
    return result;
}

std::int64_t distance_m(std::int64_t latitude_a, std::int64_t longitude_a, std::int64_t latitude_b,
                        std::int64_t longitude_b) {
    constexpr double k_earth_radius_m = 6'371'000.8;
    const auto radians = [](std::int64_t millionths) {
        return static_cast<double>(millionths) / 1e6 * std::numbers::pi / 180;
    };
    const auto half_sine = [&](std::int64_t a, std::int64_t b) {
        return std::sin((radians(b) - radians(a)) / 2);
    };
    const auto by_latitude = half_sine(latitude_a, latitude_b);
    const auto by_longitude = half_sine(longitude_a, longitude_b);
    const auto chord = by_latitude * by_latitude + std::cos(radians(latitude_a)) *
                                                       std::cos(radians(latitude_b)) * by_longitude *
                                                       by_longitude;
    return std::llround(2 * k_earth_radius_m * std::asin(std::sqrt(std::min(1.0, chord))));
}

store::Hash fingerprint(const Instance& instance) {
    std::string text;
    const auto out = std::back_inserter(text);
    for (const auto& need : instance.needs)
        fmt::format_to(out, "need {} {} {} {} {}\n", need.id.value, need.association.value, need.topic,
                       need.persons, need.weight);
    for (const auto& course : instance.candidates) {
        fmt::format_to(out, "course {} {} {} {} {} {} {} {}\n", course.id.value, course.topic, course.minimum,
                       course.capacity, course.grant.value, course.own_money.value,
                       course.trainer ? course.trainer->value : 0, course.venue ? course.venue->value : 0);
        for (const auto& session : course.sessions)
            fmt::format_to(out, "session {} {} {}\n", session.day.iso(), session.start_minute,
                           session.minutes);
    }
    for (const auto& pair : instance.reach)
        fmt::format_to(out, "reach {} {}\n", pair.need, pair.candidate);
    fmt::format_to(out, "money {} {}\n", instance.budget.value, instance.fixed_cost.value);
    const auto& locks = instance.locks;
    for (const auto* list : {&locks.with, &locks.without}) {
        auto sorted = *list;
        std::sort(sorted.begin(), sorted.end());
        fmt::format_to(out, "lock");
        for (const auto id : sorted)
            fmt::format_to(out, " {}", id.value);
        fmt::format_to(out, "\n");
    }
    fmt::format_to(out, "at most {}\n", locks.at_most ? fmt::to_string(*locks.at_most) : "-");
    return store::sha256(text);
}

} // namespace ehrenamt::programme
