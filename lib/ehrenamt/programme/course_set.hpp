// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <array>
#include <bit>
#include <cstddef>
#include <cstdint>

namespace ehrenamt::programme {

/// A set of candidates by position, small enough to be copied often. Sets compare as words: of two the
/// greater has the earliest candidate that only one of them has.
class CourseSet {
  public:
    static constexpr std::size_t k_most = 256;

    void insert(std::size_t position) { m_words[position / 64] |= bit(position); }
    [[nodiscard]] bool contains(std::size_t position) const {
        return (m_words[position / 64] & bit(position)) != 0;
    }
    [[nodiscard]] bool meets(const CourseSet& other) const {
        std::uint64_t both = 0;
        for (std::size_t i = 0; i < m_words.size(); ++i)
            both |= m_words[i] & other.m_words[i];
        return both != 0;
    }
    [[nodiscard]] bool is_within(const CourseSet& other) const {
        std::uint64_t outside = 0;
        for (std::size_t i = 0; i < m_words.size(); ++i)
            outside |= m_words[i] & ~other.m_words[i];
        return outside == 0;
    }
    [[nodiscard]] std::int64_t size() const {
        std::int64_t count = 0;
        for (const auto word : m_words)
            count += std::popcount(word);
        return count;
    }
    CourseSet& operator|=(const CourseSet& other) {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] |= other.m_words[i];
        return *this;
    }
    CourseSet& operator&=(const CourseSet& other) {
        for (std::size_t i = 0; i < m_words.size(); ++i)
            m_words[i] &= other.m_words[i];
        return *this;
    }
    auto operator<=>(const CourseSet&) const = default;

  private:
    static constexpr std::uint64_t bit(std::size_t position) {
        return std::uint64_t{1} << (63 - position % 64);
    }
    std::array<std::uint64_t, k_most / 64> m_words{};
};

} // namespace ehrenamt::programme
