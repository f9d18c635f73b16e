#include <fstream>

#include <sys/mount.h>

#include "store/test_notes.hpp"

namespace belfry::store {
namespace {

constexpr int most_notes = 100'000;

void write_note(Writer& writer, std::int64_t id) {
    writer.write([&](Connection& db) { add_note(db, id, 5000); });
}

/// Writes until the disk is full, reads on, makes room and writes again. Empty when all went well.
std::string fill_and_recover(const Location& location, const std::function<void()>& make_room) {
    const auto opened = open(location, {notes});
    std::int64_t written = 0;
    try {
        while (written < most_notes) {
            write_note(*opened->writer, written + 1);
            ++written;
        }
        return "the disk never became full";
    } catch (const DiskFull&) {
    }
    for (int i = 0; i < 3; ++i) {
        try {
            write_note(*opened->writer, written + 1);
            return "a full disk took more";
        } catch (const DiskFull&) {
        }
        if (note_count(*opened->database) != written) {
            return "reading on a full disk gives something else";
        }
    }
    make_room();
    for (int i = 0; i < 20; ++i) {
        write_note(*opened->writer, ++written);
    }
    return note_count(*opened->database) == written ? "" : "rows were lost or doubled";
}

TEST(DiskFull, IsSurvivedOnARealDisk) {
    const TestPlace place(Engine::sqlite);
    const auto disk = place.folder() / "disk";
    std::filesystem::create_directory(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=3m") != 0) {
        GTEST_SKIP() << "may not mount a small disk";
    }
    std::ofstream(disk / "ballast") << std::string(1'000'000, 'x');
    const Location location{Engine::sqlite, disk / "belfry.db", {}, {}};
    EXPECT_EQ(fill_and_recover(location, [&] { std::filesystem::remove(disk / "ballast"); }), "");
    EXPECT_EQ(::umount(disk.c_str()), 0);
}

TEST(DiskFull, RefusesABackupAndLeavesNoHalfOfIt) {
    const TestPlace place(Engine::sqlite);
    const auto disk = place.folder() / "disk";
    std::filesystem::create_directory(disk);
    if (::mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=1m") != 0) {
        GTEST_SKIP() << "may not mount a small disk";
    }
    {
        const auto opened = open(place.location(), {notes});
        for (int id = 1; id <= 400; ++id) {
            write_note(*opened->writer, id);
        }
        EXPECT_THROW(opened->database->back_up(disk / "copy"), DiskFull);
        EXPECT_TRUE(std::filesystem::is_empty(disk));
    }
    EXPECT_EQ(::umount(disk.c_str()), 0);
}

}  // namespace
}  // namespace belfry::store
