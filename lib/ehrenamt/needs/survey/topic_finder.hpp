// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/store/store.hpp"

#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace ehrenamt::needs::survey {

/// Which topic of the catalogue a text in a respondent's own words most likely means.
struct TopicGuess {
    std::string topic; ///< key; empty: none comes near
    std::string name;
    int score = 0;     ///< percent: how much of the text the topic's words explain
    bool sure = false; ///< enough, and no other topic comes near
};

/// Compares texts with the names of the topics and a list of words that people use for them.
class EHRENAMT_API TopicFinder {
  public:
    explicit TopicFinder(const store::Store& store);
    [[nodiscard]] TopicGuess find(std::string_view text) const;

  private:
    struct Topic {
        std::string key;
        std::string name;
        std::vector<std::string> names; ///< whole, by heading_key
        std::vector<std::string> words;
    };
    std::vector<Topic> m_topics;
};

} // namespace ehrenamt::needs::survey
