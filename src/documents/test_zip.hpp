#pragma once

#include <algorithm>
#include <string>
#include <utility>
#include <vector>

#include "base/check.hpp"
#include "documents/zip.hpp"

namespace belfry::documents {

/// What a zip file holds, in its order.
class Unzipped {
public:
    explicit Unzipped(std::string bytes) {
        Bytes source("test.zip", std::move(bytes));
        const auto zip = Zip::open(source);
        check(zip.has_value(), "a test makes a bad zip file");
        for (std::size_t place = 0; place < zip->members().size(); ++place) {
            const auto member = zip->member(place);
            auto content = head_of(*member, zip->members()[place].size);
            check(content.has_value(), "a test makes a bad zip file");
            names_.push_back(zip->members()[place].name);
            contents_.push_back(std::move(*content));
        }
    }

    [[nodiscard]] const std::vector<std::string>& names() const { return names_; }

    [[nodiscard]] const std::string& at(const std::string& name) const {
        const auto found = std::ranges::find(names_, name);
        check(found != names_.end(), name.c_str());
        return contents_[static_cast<std::size_t>(found - names_.begin())];
    }

private:
    std::vector<std::string> names_;
    std::vector<std::string> contents_;
};

}  // namespace belfry::documents
