// SPDX-License-Identifier: EUPL-1.2
#include "ehrenamt/measures/signing_key.hpp"

#include "ehrenamt/base/text.hpp"

#include <sodium.h>

#include <algorithm>
#include <optional>
#include <stdexcept>

namespace ehrenamt::measures {
namespace {

using base::message;
using base::Problem;

constexpr std::string_view k_private_title = "ehrenamt-private-key-1";
constexpr std::string_view k_public_title = "ehrenamt-public-key-1";
constexpr int k_variant = sodium_base64_VARIANT_URLSAFE_NO_PADDING;

static_assert(PublicKey::k_size == crypto_sign_PUBLICKEYBYTES);
static_assert(SigningKey::k_size == crypto_sign_SEEDBYTES);
static_assert(SigningKey::k_size == crypto_kdf_KEYBYTES);

void require_sodium() {
    if (sodium_init() < 0)
        throw std::runtime_error{"libsodium cannot be used"};
}

/// Nothing unless the text is that many bytes, written the one way there is.
template <std::size_t Size>
std::optional<std::array<unsigned char, Size>> bytes_of(std::string_view text) {
    std::array<unsigned char, Size> bytes{};
    std::size_t count = 0;
    const char* end = nullptr;
    if (sodium_base642bin(bytes.data(), bytes.size(), text.data(), text.size(), nullptr, &count, &end,
                          k_variant) != 0 ||
        count != Size || end != text.data() + text.size())
        return std::nullopt;
    return bytes;
}

/// The key of a file of three parts on one line or on several: title, whose it is, key. Else the text itself.
std::string_view key_in(std::string_view text, std::string_view title) {
    text = base::trimmed(text);
    if (!text.starts_with(title))
        return text;
    const auto before = text.find_last_of(" \t\r\n");
    return before == text.npos ? std::string_view{} : text.substr(before + 1);
}

struct SecretKey {
    std::array<unsigned char, crypto_sign_SECRETKEYBYTES> secret{};
    PublicKey::Bytes open{};

    explicit SecretKey(const SigningKey::Seed& seed) {
        require_sodium();
        crypto_sign_seed_keypair(open.data(), secret.data(), seed.data());
    }
    SecretKey(const SecretKey&) = delete;
    SecretKey& operator=(const SecretKey&) = delete;
    ~SecretKey() { sodium_memzero(secret.data(), secret.size()); }
};

const unsigned char* as_bytes(std::string_view text) {
    return reinterpret_cast<const unsigned char*>(text.data());
}

} // namespace

std::string base64url(const unsigned char* bytes, std::size_t size) {
    std::string text(sodium_base64_encoded_len(size, k_variant), '\0');
    sodium_bin2base64(text.data(), text.size(), bytes, size, k_variant);
    text.pop_back(); // the NUL that libsodium ends with
    return text;
}

base::Result<PublicKey> PublicKey::parse(std::string_view text) {
    if (const auto bytes = bytes_of<k_size>(key_in(text, k_public_title)))
        return PublicKey{*bytes};
    return Problem{"certificate.public_key",
                   message("this is no public key: 43 letters, digits, - and _, as they stand on a "
                           "certificate, or the file that issue-certificates --public-key wrote")};
}

std::string PublicKey::text() const {
    return base64url(m_bytes.data(), m_bytes.size());
}

std::string PublicKey::id() const {
    constexpr std::size_t k_id_size = 8;
    std::array<unsigned char, crypto_generichash_BYTES> hash{};
    crypto_generichash(hash.data(), hash.size(), m_bytes.data(), m_bytes.size(), nullptr, 0);
    return base64url(hash.data(), k_id_size);
}

std::string PublicKey::file_text(std::string_view owner) const {
    return std::string{k_public_title} + ' ' + std::string{owner} + '\n' + text() + '\n';
}

bool PublicKey::verifies(std::string_view message, std::string_view signature) const {
    require_sodium();
    const auto bytes = bytes_of<crypto_sign_BYTES>(signature);
    return bytes &&
           crypto_sign_verify_detached(bytes->data(), as_bytes(message), message.size(), m_bytes.data()) == 0;
}

SigningKey::~SigningKey() {
    sodium_memzero(m_seed.data(), m_seed.size());
}

SigningKey SigningKey::random() {
    require_sodium();
    Seed seed{};
    randombytes_buf(seed.data(), seed.size());
    SigningKey key{seed};
    sodium_memzero(seed.data(), seed.size());
    return key;
}

base::Result<SigningKey> SigningKey::parse(std::string_view text) {
    const auto inner = base::trimmed(text);
    if (inner.starts_with(k_private_title))
        if (auto seed = bytes_of<k_size>(key_in(inner, k_private_title))) {
            SigningKey key{*seed};
            sodium_memzero(seed->data(), seed->size());
            return key;
        }
    return Problem{"certificate.key_file", message("this is no key that certificates are signed with")};
}

std::string SigningKey::file_text() const {
    return std::string{k_private_title} + '\n' + base64url(m_seed.data(), m_seed.size()) + '\n';
}

PublicKey SigningKey::public_key() const {
    return PublicKey{SecretKey{m_seed}.open};
}

std::string SigningKey::sign(std::string_view message) const {
    const SecretKey key{m_seed};
    std::array<unsigned char, crypto_sign_BYTES> signature{};
    crypto_sign_detached(signature.data(), nullptr, as_bytes(message), message.size(), key.secret.data());
    return base64url(signature.data(), signature.size());
}

std::string SigningKey::salt_for(std::string_view number) const {
    constexpr std::size_t k_salt_size = 16;
    constexpr char k_context[crypto_kdf_CONTEXTBYTES + 1] =
        "namesalt"; // NOLINT: libsodium takes 8 characters
    std::array<unsigned char, crypto_generichash_KEYBYTES> key{};
    crypto_kdf_derive_from_key(key.data(), key.size(), 1, k_context, m_seed.data());
    std::array<unsigned char, k_salt_size> salt{};
    crypto_generichash(salt.data(), salt.size(), as_bytes(number), number.size(), key.data(), key.size());
    sodium_memzero(key.data(), key.size());
    return base64url(salt.data(), salt.size());
}

} // namespace ehrenamt::measures
