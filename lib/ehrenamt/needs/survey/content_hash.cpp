// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/needs/survey/content_hash.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <optional>
#include <string_view>
#include <vector>

namespace ehrenamt::needs::survey {
namespace {

/// The bytes that are hashed: texts and figures, parted by a character that no cell has.
class Bytes {
  public:
    Bytes() { m_bytes.reserve(256); }
    void begin(std::string_view text) {
        m_bytes += '\x1f';
        m_bytes += text;
    }
    void begin(const std::optional<std::int64_t>& number) {
        m_bytes += '\x1f';
        if (number)
            add(*number);
    }
    void add(std::string_view text) { m_bytes += text; }
    void add(std::int64_t number) {
        const fmt::format_int digits{number};
        m_bytes.append(digits.data(), digits.size());
    }
    [[nodiscard]] const std::string& text() const { return m_bytes; }

  private:
    std::string m_bytes;
};

void add_wishes(Bytes& bytes, const std::vector<Wish>& wishes) {
    std::vector<const Wish*> sorted;
    sorted.reserve(wishes.size());
    for (const auto& wish : wishes)
        sorted.push_back(&wish);
    std::sort(sorted.begin(), sorted.end(), [](const Wish* a, const Wish* b) { return a->topic < b->topic; });
    for (const auto* const wish : sorted) {
        bytes.begin(wish->topic);
        bytes.add(" ");
        bytes.add(wish->persons);
        bytes.add(" ");
        bytes.add(wish->persons_text);
        bytes.add(" ");
        bytes.add(wish->priority);
    }
}

Bytes bytes_of(const Answer& answer) {
    Bytes bytes;
    bytes.add(answer.name);
    bytes.begin(answer.place);
    bytes.begin(answer.legal_form);
    bytes.begin(answer.field);
    bytes.begin(answer.members);
    bytes.begin(answer.volunteers);
    bytes.begin(answer.travel_km);
    // Whether a question was shown does not survive every export: only what was said counts.
    for (const auto word : {answer.trains, answer.room, answer.trainer, answer.consent})
        bytes.begin(word == "yes" || word == "no" ? word : std::string_view{});
    bytes.begin(answer.email);
    bytes.begin("");
    for (const auto& box : answer.boxes)
        bytes.add(box.value_or(false) ? "1" : "0");
    add_wishes(bytes, answer.wishes);
    for (const auto& own : answer.own_topics) {
        bytes.begin(own.text);
        bytes.begin(own.persons);
        bytes.begin(own.priority);
    }
    return bytes;
}

} // namespace

ContentHash content_hash(const Answer& answer) {
    const auto bytes = bytes_of(answer);
    const auto& text = bytes.text();
    ContentHash hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(text.data()),
                       text.size(), nullptr, 0);
    return hash;
}

std::string short_hash(const Answer& answer) {
    constexpr std::size_t k_bytes = 8;
    const auto hash = content_hash(answer);
    return fmt::format("{:02x}", fmt::join(hash.begin(), hash.begin() + k_bytes, ""));
}

} // namespace ehrenamt::needs::survey
