// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/associations/association.hpp"
#include "ehrenamt/associations/name_words.hpp"
#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/message.hpp"
#include "ehrenamt/store/store.hpp"

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <utility>
#include <vector>

namespace ehrenamt::associations {

/// An association as it is compared.
struct Candidate {
    Association facts;
    std::vector<std::string> other_names = {}; ///< former ones, and those of associations merged into it
    std::string place = {};                    ///< name of its municipality
    /// Millionths of a degree; nothing if the municipality or its place is not known.
    std::optional<std::pair<std::int32_t, std::int32_t>> position = {};
};

/// All associations of the store, by number.
EHRENAMT_API std::vector<Candidate> duplicate_candidates(const store::Store& store);

/// Why a pair got its score: a sentence and the points that it gave or took.
struct Reason {
    base::Message text;
    int points = 0;
};

/// Two that may be one: indices of the candidates, lower number first.
struct DuplicatePair {
    std::size_t first = 0;
    std::size_t second = 0;
    int score = 0; ///< 0 to 100: the sum of the reasons' points, within these bounds
    std::vector<Reason> reasons = {};
};

/// Compares a pair in every respect. The parts that are the same for all pairs are made once.
class EHRENAMT_API DuplicateFinder {
  public:
    /// \param candidates must live as long as the finder
    DuplicateFinder(const std::vector<Candidate>& candidates, const NameLexicon& lexicon);
    ~DuplicateFinder();
    DuplicateFinder(const DuplicateFinder&) = delete;
    DuplicateFinder& operator=(const DuplicateFinder&) = delete;

    /// All pairs of at least this score, best first, then by number. Only pairs that share something rare are
    /// looked at, at most so many for each association: the cost grows with n log n.
    /// \param pause is called now and then with the share of the work done, 0 to 1; may throw
    [[nodiscard]] std::vector<DuplicatePair> find(int min_score,
                                                  const std::function<void(double)>& pause) const;
    [[nodiscard]] DuplicatePair score(std::size_t one, std::size_t other) const;
    /// How many pairs `find` compared the last time; for measurements.
    [[nodiscard]] std::size_t compared() const;
    /// How often each word stands in the names, for vereinsnamen_woerter.csv.
    [[nodiscard]] std::vector<std::pair<std::string, std::uint32_t>> word_counts() const;

  private:
    struct Parts;
    std::unique_ptr<Parts> m_parts;
};

} // namespace ehrenamt::associations
