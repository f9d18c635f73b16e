#include "accounts/key_file.hpp"

#include <fstream>

#include <gtest/gtest.h>
#include <sys/mount.h>
#include <sys/stat.h>
#include <unistd.h>

namespace belfry::accounts {
namespace {

class KeyFile : public testing::Test {
protected:
    KeyFile() : folder_(std::filesystem::path(testing::TempDir()) / "belfry_key_file") {
        std::filesystem::remove_all(folder_);
        std::filesystem::create_directories(folder_);
    }

    [[nodiscard]] std::filesystem::path file() const { return folder_ / "secret.key"; }

    [[nodiscard]] const std::filesystem::path& folder() const { return folder_; }

    SystemRandom random_;

private:
    std::filesystem::path folder_;
};

TEST_F(KeyFile, IsMadeOnceForItsOwnerAlone) {
    const auto made = open_key_file(file(), random_);
    ASSERT_TRUE(made);
    EXPECT_EQ(*open_key_file(file(), random_), *made);
    EXPECT_EQ(
        std::filesystem::status(file()).permissions(),
        std::filesystem::perms::owner_read | std::filesystem::perms::owner_write
    );
}

TEST_F(KeyFile, IsRefusedWhenOthersMayReadIt) {
    std::ignore = open_key_file(file(), random_);
    for (const auto loose :
         {std::filesystem::perms::group_read,
          std::filesystem::perms::others_read,
          std::filesystem::perms::group_write}) {
        std::filesystem::permissions(
            file(), std::filesystem::perms::owner_read | std::filesystem::perms::owner_write | loose
        );
        EXPECT_EQ(open_key_file(file(), random_).error().code, "key_file_open");
    }
}

TEST_F(KeyFile, IsRefusedWhenItIsNoKey) {
    std::ignore = open_key_file(file(), random_);
    std::ofstream(file(), std::ios::app) << "more";
    EXPECT_EQ(open_key_file(file(), random_).error().code, "key_file_damaged");
}

TEST_F(KeyFile, IsRefusedAtOnceWhenItIsAPipe) {
    ASSERT_EQ(mkfifo(file().c_str(), 0600), 0);
    EXPECT_EQ(open_key_file(file(), random_).error().code, "key_file_damaged");
}

TEST_F(KeyFile, IsRefusedWhenItIsAFolder) {
    std::filesystem::create_directories(file());
    std::filesystem::permissions(file(), std::filesystem::perms::owner_all);
    EXPECT_EQ(open_key_file(file(), random_).error().code, "key_file_damaged");
}

TEST_F(KeyFile, IsRefusedWhenItIsNeitherOursNorOfWhoeverOwnsItsFolder) {
    if (geteuid() != 0) {
        GTEST_SKIP() << "only root may give files away";
    }
    constexpr uid_t stranger = 61'234;
    const auto made = open_key_file(file(), random_);
    ASSERT_EQ(chown(file().c_str(), stranger, stranger), 0);
    EXPECT_EQ(open_key_file(file(), random_).error().code, "key_file_owner");
    ASSERT_EQ(chown(folder().c_str(), stranger, stranger), 0);
    EXPECT_EQ(open_key_file(file(), random_), made) << "an administrator looks at Belfry's data";
}

TEST_F(KeyFile, IsMadeNowhereButInAFolder) {
    const auto nowhere = folder() / "missing" / "secret.key";
    EXPECT_THROW(std::ignore = open_key_file(nowhere, random_), std::system_error);
    EXPECT_FALSE(std::filesystem::exists(folder() / "missing"));
}

TEST_F(KeyFile, MayLieInTheFolderOneIsIn) {
    const auto before = std::filesystem::current_path();
    std::filesystem::current_path(folder());
    const auto made = open_key_file("secret.key", random_);
    const auto again = open_key_file("secret.key", random_);
    std::filesystem::current_path(before);
    ASSERT_TRUE(made);
    EXPECT_EQ(made, again);
    EXPECT_EQ(open_key_file(file(), random_), made);
}

TEST_F(KeyFile, IsNotHalfMadeOnAFullDisk) {
    const auto disk = folder() / "disk";
    std::filesystem::create_directory(disk);
    if (mount("tmpfs", disk.c_str(), "tmpfs", 0, "size=64k") != 0) {
        GTEST_SKIP() << "may not mount a small disk";
    }
    {
        std::ofstream ballast(disk / "ballast");
        ballast << std::string(1'000'000, 'x') << std::flush;
        EXPECT_FALSE(ballast) << "the disk is not full";
    }
    EXPECT_THROW(std::ignore = open_key_file(disk / "secret.key", random_), std::system_error);
    EXPECT_FALSE(std::filesystem::exists(disk / "secret.key"));
    std::filesystem::remove(disk / "ballast");
    const auto made = open_key_file(disk / "secret.key", random_);
    EXPECT_TRUE(made);
    EXPECT_EQ(open_key_file(disk / "secret.key", random_), made);
    EXPECT_EQ(umount(disk.c_str()), 0);
}

TEST_F(KeyFile, IsNotReadThroughALink) {
    std::ignore = open_key_file(file(), random_);
    std::filesystem::create_symlink(file(), file().string() + ".link");
    EXPECT_THROW(
        std::ignore = open_key_file(file().string() + ".link", random_), std::system_error
    );
}

}  // namespace
}  // namespace belfry::accounts
