using System.Net;
using System.Net.Http.Json;
using System.Text.Json.Nodes;
using BusinessFocus.Domain.Tokens;
using BusinessFocus.Hosting.Tokens;
using BusinessFocus.Identity.Tokens;
using Microsoft.IdentityModel.JsonWebTokens;
using Shouldly;
using Xunit;

namespace BusinessFocus.Identity.Tests;

public sealed class RotatingKeys : IDisposable
{
    private static readonly DateTimeOffset Now = new(2027, 9, 1, 8, 0, 0, TimeSpan.Zero);

    private readonly string folder = Directory.CreateTempSubdirectory("signing").FullName;

    private string First => Path.Combine(folder, "signing.pem");

    public void Dispose() => Directory.Delete(folder, recursive: true);

    [Fact]
    public void A_key_is_shown_before_it_signs_and_after_it_did()
    {
        var keys = new SigningKeys(First);
        var first = keys.At(Now).ShouldHaveSingleItem();

        var next = keys.Rotate(Now);

        keys.At(Now).ShouldBe([first, next]);
        var signs = Now + KeySchedule.ShownBefore;
        keys.At(signs.AddSeconds(-1))[0].ShouldBe(first);
        keys.At(signs).ShouldBe([next, first]);
        keys.At(signs + SigningKeys.ShownAfter).ShouldBe([next]);
    }

    [Fact]
    public void Another_instance_reads_the_same_ones()
    {
        var (one, other) = (new SigningKeys(First), new SigningKeys(First));
        other.At(Now);

        var next = one.Rotate(Now);

        other.At(Now).Select(key => key.Id).ShouldBe(one.At(Now).Select(key => key.Id));
        other.Rotate(Now.AddMinutes(1)).Id.ShouldBe(next.Id, "there is one under way");
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public void A_stolen_key_that_is_deleted_neither_signs_nor_is_shown(bool isRotatedFirst)
    {
        var keys = new SigningKeys(First);
        var stolen = keys.At(Now).ShouldHaveSingleItem();
        if (isRotatedFirst)
        {
            keys.Rotate(Now);
        }

        File.Delete(First);

        var next = keys.At(Now).ShouldHaveSingleItem("it is the only one, and signs at once");
        next.Id.ShouldNotBe(stolen.Id);
        keys.KeySetAt(Now).ShouldNotContain(stolen.Id);
        keys.At(Now).ShouldBe([next], "it is read once");
    }

    [Fact]
    public void Nobody_but_the_owner_reads_the_files()
    {
        new SigningKeys(First).Rotate(Now);

        var files = Directory.GetFiles(folder);
        files.Length.ShouldBe(2);
        if (!OperatingSystem.IsWindows())
        {
            foreach (var file in files)
            {
                File.GetUnixFileMode(file).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
            }
        }
    }

    [Fact]
    public void What_services_see_has_no_secrets()
    {
        var keys = new SigningKeys(First);
        keys.Rotate(Now);

        var shown = JsonNode.Parse(keys.KeySetAt(Now))!["keys"]!.AsArray();

        shown.Count.ShouldBe(2);
        shown.ShouldAllBe(key => key!["d"] == null);
    }

    [Fact]
    public async Task An_instance_that_starts_after_a_rotation_knows_both_and_takes_tokens_of_both()
    {
        await using var identity = await RunningIdentity.StartAsync();
        var before = await RunningIdentity.FieldAsync(await identity.ClientTokenAsync("organiser", RunningIdentity.ClientSecret), "access_token");
        var operators = identity.Service.As(Roles.Operator);
        (await operators.PostAsync("/api/v1/signing-keys/rotate", null)).StatusCode.ShouldBe(HttpStatusCode.Unauthorized, "the test's own key is none of Identity's");

        // The same rotation, ten minutes ago.
        new SigningKeys(identity.SigningKey).Rotate(DateTimeOffset.UtcNow - KeySchedule.ShownBefore);
        await using var another = await identity.StartAnotherAsync();

        var shown = (await another.Http.GetFromJsonAsync<JsonNode>("/.well-known/jwks"))!["keys"]!.AsArray().Select(key => key!["kid"]!.GetValue<string>()).ToList();
        shown.Count.ShouldBe(2);
        using var request = new FormUrlEncodedContent(
            [new("grant_type", "client_credentials"), new("client_id", "organiser"), new("client_secret", RunningIdentity.ClientSecret)]);
        var after = await RunningIdentity.FieldAsync(await another.Http.PostAsync("/connect/token", request), "access_token");
        new JsonWebToken(after).Kid.ShouldBe(shown[0]);
        new JsonWebToken(before).Kid.ShouldBe(shown[1]);
        foreach (var token in (string[])[before, after])
        {
            using var me = new HttpRequestMessage(HttpMethod.Get, "/api/v1/me") { Headers = { Authorization = new("Bearer", token) } };
            (await another.Http.SendAsync(me)).StatusCode.ShouldBe(HttpStatusCode.OK);
        }
    }
}
