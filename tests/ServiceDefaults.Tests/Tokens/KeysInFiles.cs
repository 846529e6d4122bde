using BusinessFocus.Contracts;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using Microsoft.Extensions.Time.Testing;
using Shouldly;
using Xunit;

namespace BusinessFocus.ServiceDefaults.Tests.Tokens;

/// <summary>Keys that instances and other processes read from one folder.</summary>
public sealed class KeysInFiles : IDisposable
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("keys").FullName;
    private readonly FakeTimeProvider clock = new(Now);

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void The_key_that_was_there_before_keys_could_be_rotated_is_the_first()
    {
        File.WriteAllText(Path.Combine(folder, "links.key"), new string('A', 64));

        Links().Current.ShouldBe(Convert.FromHexString(new string('A', 64)));
    }

    [Fact]
    public void All_instances_sign_with_the_next_key_when_its_time_has_come()
    {
        var (one, another) = (Links(), Links());
        var first = another.Current;

        var from = one.Rotate(Now);
        one.Rotate(Now.AddMinutes(1)).ShouldBe(from, "there is one under way");

        clock.Advance(TimeSpan.FromSeconds(5));
        another.All.Count.ShouldBe(2, "it is known");
        another.Current.ShouldBe(first, "and does not sign yet");
        clock.SetUtcNow(from);
        another.Current.ShouldNotBe(first);
        another.Current.ShouldBe(one.Current);
        another.All[1].ShouldBe(first);
    }

    [Fact]
    public void Links_that_the_key_before_has_signed_open_until_their_time()
    {
        var links = Links();
        var id = Guid.NewGuid();
        var (token, word) = (ManageToken.For(id, links.Current), SignedId.Of(id, links.Current));
        clock.SetUtcNow(links.Rotate(Now));

        ManageToken.For(id, links.Current).ShouldNotBe(token);
        ManageToken.IsRight(token, id, links.All).ShouldBeTrue();
        ManageToken.IsRight(token, Guid.NewGuid(), links.All).ShouldBeFalse();
        SignedId.Read(word, links.All).ShouldBe(id);
        SignedId.Read(SignedId.Of(id, new byte[32]), links.All).ShouldBeNull("a stranger's key");

        clock.Advance(KeySchedule.UntilTheFestivalIsOver.ReadFor);
        ManageToken.IsRight(token, id, links.All).ShouldBeFalse();
        SignedId.Read(word, links.All).ShouldBeNull();
    }

    [Fact]
    public void A_stolen_key_whose_file_was_taken_away_opens_nothing_within_seconds()
    {
        var links = Links();
        var stolen = links.Current;
        links.Rotate(Now);

        File.Delete(Path.Combine(folder, "links.key"));
        clock.Advance(TimeSpan.FromSeconds(5));

        links.All.ShouldHaveSingleItem().ShouldNotBe(stolen, "the next one signs at once");
    }

    [Fact]
    public void A_folder_that_is_away_ends_nothing()
    {
        var links = Links();
        var key = links.Current;

        File.Delete(Path.Combine(folder, "links.key"));
        clock.Advance(TimeSpan.FromSeconds(5));

        links.All.ShouldHaveSingleItem().ShouldBe(key, "there is no other");
    }

    [Fact]
    public void The_next_rotation_removes_the_files_of_those_whose_time_is_over()
    {
        var links = Links();
        clock.SetUtcNow(links.Rotate(Now) + KeySchedule.UntilTheFestivalIsOver.ReadFor);

        links.Rotate(clock.GetUtcNow());

        File.Exists(Path.Combine(folder, "links.key")).ShouldBeFalse();
        Directory.GetFiles(folder).Length.ShouldBe(2);
        Links().All.Count.ShouldBe(2);
    }

    [Fact]
    public void Other_files_of_the_folder_are_none_of_them()
    {
        Links();
        foreach (var name in (string[])["links.old.key", "links-of-others.key", "links.1.2.key", "links.key.bak", "linksx.key", "links.999999999999999.key"])
        {
            File.WriteAllText(Path.Combine(folder, name), "no key");
        }

        Links().All.ShouldHaveSingleItem();
    }

    [Fact]
    public void Who_only_reads_them_has_none_before_they_are_made_and_follows_them_then()
    {
        var contact = ContactId.New();
        var readers = new PersonalLinks(RotatingKeys.SecretsOfAnother(folder, PersonalLinks.Purpose, clock));
        readers.Read("x").ShouldBeNull();
        Directory.GetFiles(folder).ShouldBeEmpty();

        var keys = RotatingKeys.Secrets(folder, PersonalLinks.Purpose, clock);
        var owners = new PersonalLinks(keys);
        var old = owners.TokenOf(contact);
        readers.Read(old).ShouldBe(contact);

        clock.SetUtcNow(keys.Rotate(Now));
        owners.TokenOf(contact).ShouldNotBe(old);
        readers.Read(owners.TokenOf(contact)).ShouldBe(contact);
        readers.Read(old).ShouldBe(contact);
    }

    private RotatingKeys<byte[]> Links() => RotatingKeys.Secrets(folder, "links", clock);
}
