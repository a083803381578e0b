// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/certificate_seal.hpp"

#include "ehrenamt/base/text.hpp"

#include <fmt/format.h>
#include <sodium.h>

#include <algorithm>
#include <array>
#include <cctype>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

constexpr std::string_view k_version = "EHRENAMT1";
constexpr std::size_t k_parts = 10; ///< the version and the signature among them

bool plain(char c) {
    constexpr std::string_view k_also = "-._~";
    return std::isalnum(static_cast<unsigned char>(c)) != 0 || k_also.find(c) != k_also.npos;
}

/// RFC 3986, so that a scanner need not know UTF-8.
std::string percent_encoded(std::string_view text) {
    std::string encoded;
    for (const char c : text)
        if (plain(c))
            encoded += c;
        else
            encoded += fmt::format("%{:02X}", static_cast<unsigned char>(c));
    return encoded;
}

int hex_digit(char c) {
    constexpr std::string_view k_digits = "0123456789ABCDEF";
    const auto at = k_digits.find(c);
    return at == k_digits.npos ? -1 : static_cast<int>(at);
}

/// \pre percent_encoded wrote it: only signed texts come here
std::string percent_decoded(std::string_view text) {
    constexpr int k_base = 16;
    std::string decoded;
    for (std::size_t i = 0; i < text.size(); ++i) {
        const bool escape = text[i] == '%' && i + 2 < text.size();
        const int high = escape ? hex_digit(text[i + 1]) : -1;
        const int low = escape ? hex_digit(text[i + 2]) : -1;
        if (high < 0 || low < 0) {
            decoded += text[i];
            continue;
        }
        decoded += static_cast<char>(high * k_base + low);
        i += 2;
    }
    return decoded;
}

/// The words of a name in a fixed order; `Weiß, Änne` and `ANNE WEISS` are the same.
std::string name_key(std::string_view name) {
    auto key = base::sort_key(base::composed(name));
    std::ranges::replace_if(
        key, [](char c) { return c == ',' || c == '\t' || c == '\n'; }, ' ');
    std::vector<std::string> words;
    for (const auto word : base::split(key, ' '))
        if (!word.empty())
            words.emplace_back(word);
    std::ranges::sort(words);
    return base::joined(words, " ");
}

std::string hash_of(std::string_view name, std::string_view salt) {
    constexpr std::size_t k_hash_size = 16;
    const auto salted = std::string{salt} + '/' + name_key(name);
    std::array<unsigned char, k_hash_size> hash{};
    crypto_generichash(hash.data(), hash.size(), reinterpret_cast<const unsigned char*>(salted.data()),
                       salted.size(), nullptr, 0);
    return base64url(hash.data(), hash.size());
}

std::string without_space(std::string_view text) {
    std::string bare{text};
    std::erase_if(bare, [](char c) { return c == ' ' || c == '\t' || c == '\r' || c == '\n'; });
    return bare;
}

Problem no_seal() {
    return {
        "certificate.format",
        message("this is not the text of a certificate's QR code, or not all of it: it begins with {0}/ and "
                "has {1} parts",
                k_version, k_parts)};
}

} // namespace

std::string sealed(CertificateSeal seal, std::string_view name, const SigningKey& key) {
    seal.key_id = key.public_key().id();
    seal.salt = key.salt_for(seal.number);
    const auto said = base::joined(
        {std::string{k_version}, seal.number, seal.measure, fmt::to_string(seal.attended.minutes),
         seal.last_day.iso(), percent_encoded(seal.title), seal.key_id, seal.salt, hash_of(name, seal.salt)},
        "/");
    return said + '/' + key.sign(said);
}

base::Result<CertificateSeal> verified(std::string_view text, const PublicKey& key) {
    const auto bare = without_space(text);
    const auto parts = base::split(bare, '/');
    if (parts.size() != k_parts || parts[0] != k_version)
        return no_seal();
    if (parts[6] != key.id())
        return Problem{"certificate.other_key",
                       message("this certificate names the key {0}, the public key given is {1}",
                               base::printable(parts[6]), key.id())};
    const std::string_view said{bare.data(), bare.size() - parts[9].size() - 1};
    if (!key.verifies(said, parts[9]))
        return Problem{"certificate.signature",
                       message("the signature does not fit: the certificate was altered or is forged")};
    const auto minutes = base::parse_integer(parts[3]);
    const auto day = base::Date::parse(parts[4]);
    if (!minutes || !day)
        return no_seal();
    return CertificateSeal{
        std::string{parts[1]}, std::string{parts[2]}, percent_decoded(parts[5]), *day, {*minutes},
        std::string{parts[6]}, std::string{parts[7]}, std::string{parts[8]}};
}

bool is_for(const CertificateSeal& seal, std::string_view name) {
    return hash_of(name, seal.salt) == seal.name_hash;
}

} // namespace ehrenamt::measures
