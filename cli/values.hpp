// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/date.hpp"
#include "ehrenamt/base/result.hpp"
#include "ehrenamt/base/text.hpp"
#include "ehrenamt/domain/values.hpp"

#include <cstdint>
#include <filesystem>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

namespace ehrenamt::cli {

/// How an option's text becomes the member of an options struct. A new kind of value needs an overload here
/// or a static `parse` in its type. Texts are checked: no control characters, valid UTF-8.
template <class T>
struct Reader {
    static base::Result<T> read(std::string_view text) { return T::parse(text); }
};

template <>
struct Reader<std::int64_t> {
    static base::Result<std::int64_t> read(std::string_view text) { return base::parse_integer(text); }
};

template <>
struct Reader<std::string> {
    static base::Result<std::string> read(std::string_view text) {
        if (base::find_invalid_utf8(text) != text.npos || base::find_control(text) != text.npos)
            return base::Problem{
                "text.characters",
                base::message("'{0}' holds characters that a text cannot have", base::printable(text))};
        return base::composed(base::trimmed(text));
    }
};

template <>
struct Reader<std::filesystem::path> {
    static base::Result<std::filesystem::path> read(std::string_view text) {
        if (text.empty())
            return base::Problem{"path.empty", base::message("the name of a file is missing")};
        return std::filesystem::path{text};
    }
};

template <class T>
std::optional<base::Problem> read_value(std::string_view text, T& member) {
    auto value = Reader<T>::read(text);
    if (!value)
        return value.problem();
    member = *std::move(value);
    return std::nullopt;
}

template <class T>
std::optional<base::Problem> read_value(std::string_view text, std::optional<T>& member) {
    auto value = Reader<T>::read(text);
    if (!value)
        return value.problem();
    member.emplace(*std::move(value));
    return std::nullopt;
}

template <class T>
std::optional<base::Problem> read_value(std::string_view text, std::vector<T>& member) {
    auto value = Reader<T>::read(text);
    if (!value)
        return value.problem();
    member.push_back(*std::move(value));
    return std::nullopt;
}

} // namespace ehrenamt::cli
