// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include "ehrenamt/base/api.hpp"
#include "ehrenamt/base/result.hpp"

#include <array>
#include <string>
#include <string_view>

namespace ehrenamt::measures {

/// RFC 4648, section 5, without padding.
EHRENAMT_API std::string base64url(const unsigned char* bytes, std::size_t size);

/// What certificates are checked with; no secret.
class EHRENAMT_API PublicKey {
  public:
    static constexpr std::size_t k_size = 32;
    using Bytes = std::array<unsigned char, k_size>;

    explicit PublicKey(const Bytes& bytes) : m_bytes{bytes} {}
    /// 43 characters of base64url, as a certificate has them printed; what stands around them in a file of
    /// `file_text` is skipped. Rule: `certificate.public_key`.
    static base::Result<PublicKey> parse(std::string_view text);

    [[nodiscard]] std::string text() const;
    /// 11 characters that name the key in a QR code; from them alone nothing can be checked.
    [[nodiscard]] std::string id() const;
    /// \param owner  whose certificates it checks
    [[nodiscard]] std::string file_text(std::string_view owner) const;
    /// \param signature  base64url
    [[nodiscard]] bool verifies(std::string_view message, std::string_view signature) const;
    auto operator<=>(const PublicKey&) const = default;

  private:
    Bytes m_bytes;
};

/// The secret that certificates are signed with (Ed25519, RFC 8032). It is wiped when it is no longer used.
class EHRENAMT_API SigningKey {
  public:
    static constexpr std::size_t k_size = 32;
    using Seed = std::array<unsigned char, k_size>;

    explicit SigningKey(const Seed& seed) : m_seed{seed} {}
    SigningKey(const SigningKey&) = default;
    SigningKey& operator=(const SigningKey&) = delete;
    ~SigningKey();
    /// From the system's source of chance.
    static SigningKey random();
    /// Reads what `file_text` wrote. The problem does not repeat the text. Rule: `certificate.key_file`.
    static base::Result<SigningKey> parse(std::string_view text);

    [[nodiscard]] std::string file_text() const;
    [[nodiscard]] PublicKey public_key() const;
    /// 64 bytes in base64url; the same for the same message.
    [[nodiscard]] std::string sign(std::string_view message) const;
    /// 16 bytes in base64url that follow from the number and cannot be guessed without the key: the same
    /// each time that a certificate is printed, and kept nowhere.
    [[nodiscard]] std::string salt_for(std::string_view number) const;

  private:
    Seed m_seed;
};

} // namespace ehrenamt::measures
