// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/id.hpp"
#include "ehrenamt/base/result.hpp"

#include <compare>
#include <cstdint>
#include <string>
#include <string_view>

namespace ehrenamt::domain {

using AssociationId = base::Id<struct AssociationTag>;
using ContactPointId = base::Id<struct ContactPointTag>;
using SurveyRoundId = base::Id<struct SurveyRoundTag>;
using ResponseId = base::Id<struct ResponseTag>;
using NeedId = base::Id<struct NeedTag>;
using PersonId = base::Id<struct PersonTag>;
using TrainerId = base::Id<struct TrainerTag>;
using VenueId = base::Id<struct VenueTag>;
using CourseId = base::Id<struct CourseTag>;
using ProgrammeId = base::Id<struct ProgrammeTag>;
using MeasureId = base::Id<struct MeasureTag>;
using ApplicationId = base::Id<struct ApplicationTag>;

/// Municipality key (Amtlicher Gemeindeschlüssel): 8 digits, state 06 = Hesse first.
class EHRENAMT_API Ags {
  public:
    /// Rules: `ags.length`, `ags.digits`. Does not ask whether the municipality exists.
    static base::Result<Ags> parse(std::string_view text);
    [[nodiscard]] const std::string& text() const { return m_text; }
    /// The district's 5 digits; a town that is its own district has them too.
    [[nodiscard]] std::string district() const { return m_text.substr(0, 5); }
    [[nodiscard]] bool in_hesse() const { return m_text.starts_with("06"); }
    [[nodiscard]] std::int64_t number() const;
    auto operator<=>(const Ags&) const = default;

  private:
    explicit Ags(std::string text) : m_text{std::move(text)} {}
    std::string m_text;
};

/// An amount of money in whole euro cents. Sums and products that leave the range throw std::overflow_error.
struct EHRENAMT_API Cents {
    std::int64_t value = 0;
    /// `8000`, `8000,5`, `8.000,50`, `8000.50`, `8.000,50 €`; at most two decimals. A dot with exactly three
    /// digits behind it and no comma separates thousands, as Germans write it. Rule: `money.format`.
    static base::Result<Cents> parse(std::string_view text);
    auto operator<=>(const Cents&) const = default;
    Cents operator+(Cents other) const;
    Cents operator-(Cents other) const;
    Cents operator*(std::int64_t factor) const;
    Cents& operator+=(Cents other);
    [[nodiscard]] std::string german() const;  ///< `8.000,50 €`
    [[nodiscard]] std::string decimal() const; ///< `8000.50`, for files
};

/// Teaching time in whole minutes; one UE (Unterrichtseinheit) is 45 minutes.
struct EHRENAMT_API TeachingTime {
    std::int64_t minutes = 0;
    auto operator<=>(const TeachingTime&) const = default;
    [[nodiscard]] std::string german_ue() const; ///< `8 UE`, `133,33 UE`
};
inline constexpr std::int64_t k_minutes_per_ue = 45;

/// First and last day, both included.
struct Period {
    base::Date first;
    base::Date last;
    [[nodiscard]] bool contains(base::Date day) const { return first <= day && day <= last; }
};

/// `2027-H1` or `2027-H2`; the rhythm of programme and application.
class EHRENAMT_API HalfYear {
  public:
    /// Rule: `half_year.format`.
    static base::Result<HalfYear> parse(std::string_view text);
    static HalfYear of(base::Date day);
    [[nodiscard]] int year() const { return m_year; }
    [[nodiscard]] int half() const { return m_half; }
    [[nodiscard]] Period period() const;
    [[nodiscard]] std::string text() const;   ///< `2027-H1`
    [[nodiscard]] std::string german() const; ///< `1. Halbjahr 2027`
    auto operator<=>(const HalfYear&) const = default;

  private:
    HalfYear(int year, int half) : m_year{year}, m_half{half} {}
    int m_year;
    int m_half;
};

/// A calendar month, `2026-12`.
class EHRENAMT_API Month {
  public:
    /// Rule: `month.format`.
    static base::Result<Month> parse(std::string_view text);
    static Month containing(base::Date day) { return {day.year(), day.month()}; }
    [[nodiscard]] Period period() const;
    [[nodiscard]] std::string text() const;
    [[nodiscard]] std::string german() const; ///< `Dezember 2026`
    auto operator<=>(const Month&) const = default;

  private:
    Month(int year, unsigned month) : m_year{year}, m_month{month} {}
    int m_year;
    unsigned m_month;
};

EHRENAMT_API base::Argument as_argument(const Ags& ags);
EHRENAMT_API base::Argument as_argument(const Cents& amount);
EHRENAMT_API base::Argument as_argument(const TeachingTime& time);
EHRENAMT_API base::Argument as_argument(const HalfYear& half);
EHRENAMT_API base::Argument as_argument(const Month& month);

/// Monday … Sunday, January … December, in German; documents never ask the machine's locale.
EHRENAMT_API std::string_view german_weekday(base::Date day);

} // namespace ehrenamt::domain
