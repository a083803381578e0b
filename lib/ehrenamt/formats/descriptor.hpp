// SPDX-License-Identifier: EUPL-1.2
#pragma once

#include <unistd.h>

#include <utility>

namespace ehrenamt::formats {

/// Owns an open file descriptor.
class Descriptor {
  public:
    Descriptor() = default;
    explicit Descriptor(int number) : m_number{number} {}
    Descriptor(Descriptor&& other) noexcept : m_number{std::exchange(other.m_number, -1)} {}
    Descriptor& operator=(Descriptor&& other) noexcept {
        std::swap(m_number, other.m_number);
        return *this;
    }
    Descriptor(const Descriptor&) = delete;
    Descriptor& operator=(const Descriptor&) = delete;
    ~Descriptor() { reset(); }

    [[nodiscard]] int get() const { return m_number; }
    explicit operator bool() const { return m_number >= 0; }
    /// \returns what close(2) says: some file systems tell a failed write only here
    int reset() {
        const int number = std::exchange(m_number, -1);
        return number >= 0 ? close(number) : 0;
    }

  private:
    int m_number = -1;
};

} // namespace ehrenamt::formats
