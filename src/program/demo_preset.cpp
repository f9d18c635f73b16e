#include "program/demo_preset.hpp"

#include "base/check.hpp"

namespace belfry::program {

namespace {

template <class T>
T read_file(std::string_view path) {
    for (const auto& file : demo_files()) {
        if (file.path == path) {
            auto read = json::parse_as<T>(file.content);
            check(read.has_value(), "a file of the fictional city does not read");
            return std::move(*read);
        }
    }
    check(false, "a file of the fictional city is missing");
    return {};
}

}  // namespace

DemoPreset demo_preset() {
    return {
        .city = read_file<DemoCity>("city.json"),
        .people = read_file<std::vector<DemoPerson>>("people.json"),
        .tasks = read_file<std::vector<DemoTask>>("tasks.json"),
        .decisions = read_file<std::vector<DemoDecision>>("decisions.json"),
        .notes = read_file<std::vector<DemoNote>>("notes.json"),
        .comments = read_file<std::vector<DemoComment>>("comments.json"),
        .calendar = read_file<std::vector<DemoEvent>>("calendar.json"),
    };
}

}  // namespace belfry::program
