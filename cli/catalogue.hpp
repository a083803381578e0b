// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/message.hpp"

#include <string>
#include <string_view>
#include <unordered_map>

namespace ehrenamt::cli {

enum class Language { german, english };

/// The first of these that names `de` or `en`: the option, EHRENAMT_LANG, LC_ALL, LC_MESSAGES, LANG; else
/// German. Asks no locale of the machine.
Language choose_language(std::string_view option);

/// Texts in the user's language. German comes from data/locale/de.po, which is part of the program.
class Catalogue {
  public:
    explicit Catalogue(Language language);
    [[nodiscard]] bool german() const { return m_language == Language::german; }
    /// A text without translation stays English.
    [[nodiscard]] std::string_view text(base::MessageId id) const { return translated(id.text); }
    [[nodiscard]] std::string text(const base::Message& message) const;

  private:
    [[nodiscard]] std::string_view translated(std::string_view id) const;
    Language m_language;
    std::unordered_map<std::string, std::string> m_texts;
};

/// Reads the msgid/msgstr pairs of a gettext .po file; the head (empty msgid) is left out.
std::unordered_map<std::string, std::string> read_po(std::string_view po);

} // namespace ehrenamt::cli
