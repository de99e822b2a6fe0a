using CsCheck;
using NoisyLabels.LabelStudio.Api.Access;
using NoisyLabels.LabelStudio.Api.Problems;
using NoisyLabels.Testing.LabelStudio;

namespace NoisyLabels.LabelStudio.Tests.Api;

public sealed class KeyTests
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Theory]
    [InlineData("0123456789abcdef0123456789abcdef01234567", TokenKind.Legacy)]
    [InlineData("  my.custom.token  ", TokenKind.Legacy)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoicmVmcmVzaCJ9.sig", TokenKind.PersonalAccess)]
    [InlineData("eyJhbGciOiJIUzI1NiJ9.eyJ0b2tlbl90eXBlIjoiYWNjZXNzIiwiZXhwIjoxNzk1NTcwOTMwfQ.sig", TokenKind.Access)]
    public void A_key_is_told_by_its_form(string text, TokenKind kind) =>
        Assert.Equal(kind, ApiKey.Parse(text)!.Kind);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("  ")]
    [InlineData("two words")]
    [InlineData("line\nbreak")]
    [InlineData("schlüssel")]
    public void What_no_header_can_carry_is_no_key(string? text) => Assert.Null(ApiKey.Parse(text));

    [Fact]
    public void Whatever_was_pasted_does_not_throw() =>
        Gen.OneOf(Gen.String, Gen.String[Gen.Char["eyJhb.0_-{}"], 0, 60]).Sample(text =>
        {
            _ = ApiKey.Parse(text)?.ToString();
        });

    [Fact]
    public async Task A_legacy_token_is_sent_as_such()
    {
        await using var asking = await Asking.StartAsync();
        var me = await asking.Client().Users.WhoAmIAsync(Cancellation);
        Assert.Equal("ada@example.com", me.Value!.Email);
        Assert.Equal($"Token {FakeAccess.LegacyToken}", Assert.Single(asking.Fake.Requests).Authorization);
    }

    [Fact]
    public async Task A_personal_token_is_exchanged_once_and_again_before_it_ends()
    {
        await using var asking = await Asking.StartAsync();
        var key = asking.Fake.Access.PersonalToken;
        for (var minute = 0; minute < 4; minute++)
        {
            Assert.True((await asking.Client(key).Users.WhoAmIAsync(Cancellation)).IsSuccess);
            asking.Clock.Move(TimeSpan.FromMinutes(1));
        }

        Assert.Equal(1, asking.Fake.Access.Issued);
        Assert.True((await asking.Client(key).Users.WhoAmIAsync(Cancellation)).IsSuccess);
        Assert.Equal(2, asking.Fake.Access.Issued);
        Assert.DoesNotContain(
            asking.Fake.Requests, request => request.Authorization.Contains(key, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Many_questions_at_once_exchange_the_token_once()
    {
        await using var asking = await Asking.StartAsync();
        var clients = Enumerable.Range(0, 20).Select(_ => asking.Client(asking.Fake.Access.PersonalToken));
        var answers = await Task.WhenAll(clients.Select(client => client.Users.WhoAmIAsync(Cancellation)));
        Assert.All(answers, answer => Assert.True(answer.IsSuccess));
        Assert.Equal(1, asking.Fake.Access.Issued);
    }

    [Fact]
    public async Task An_access_token_that_is_refused_is_renewed_once()
    {
        await using var asking = await Asking.StartAsync();
        var client = asking.Client(asking.Fake.Access.PersonalToken);
        await client.Users.WhoAmIAsync(Cancellation);
        asking.Fake.Access.ForgetAccessTokens();
        Assert.True((await client.Users.WhoAmIAsync(Cancellation)).IsSuccess);
        Assert.Equal(2, asking.Fake.Access.Issued);

        asking.Fake.Fail("/api/current-user", 401, times: 10);
        var refused = await client.Users.WhoAmIAsync(Cancellation);
        Assert.Equal(ApiProblemKind.KeyRefused, refused.Problem!.Kind);
        Assert.Equal(3, asking.Fake.Access.Issued);
    }

    [Fact]
    public async Task A_legacy_token_where_these_are_off_is_explained()
    {
        await using var asking = await Asking.StartAsync(new FakeLabelStudioSettings { TakesLegacyTokens = false });
        var problem = (await asking.Client().Users.WhoAmIAsync(Cancellation)).Problem!;
        Assert.Equal(ApiProblemKind.LegacyTokensOff, problem.Kind);
        Assert.Contains("personal access token", problem.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task Unknown_missing_and_revoked_keys_are_told_apart()
    {
        await using var asking = await Asking.StartAsync();
        var unknown = (await asking.Client("nobodys-token").Users.WhoAmIAsync(Cancellation)).Problem!;
        Assert.Equal(
            (ApiProblemKind.KeyRefused,
                "Label Studio does not know the API key, a legacy token; copy it again from Account & Settings."),
            (unknown.Kind, unknown.Message));
        Assert.Equal(
            ApiProblemKind.NoKey, (await asking.Client(null).Users.WhoAmIAsync(Cancellation)).Problem!.Kind);

        asking.Fake.Access.IsRevoked = true;
        var revoked = (await asking.Client(asking.Fake.Access.PersonalToken).Users.WhoAmIAsync(Cancellation)).Problem!;
        Assert.Contains("was revoked", revoked.Message, StringComparison.Ordinal);
    }

    [Fact]
    public async Task The_version_is_asked_without_key()
    {
        await using var asking = await Asking.StartAsync();
        Assert.Equal("1.23.2", (await asking.Client().ReadVersionAsync(Cancellation)).Value!.Release);
        Assert.Equal("", asking.Fake.Requests.Single().Authorization);
    }

    [Fact]
    public async Task The_key_does_not_follow_a_redirect()
    {
        await using var asking = await Asking.StartAsync();
        await using var elsewhere = await FakeLabelStudio.StartAsync();
        asking.Fake.Fail("/api/current-user", 302, location: $"{elsewhere.Address}api/current-user/whoami");
        var problem = (await asking.Client().Users.WhoAmIAsync(Cancellation)).Problem!;
        Assert.Contains("redirects to another address", problem.Message, StringComparison.Ordinal);
        Assert.Empty(elsewhere.Requests);
    }

    [Theory]
    [InlineData("{\"detail\": \"{0} is bad\"}")]
    [InlineData("{\"validation_errors\": {\"a\": [\"{0}\"]}}")]
    public async Task A_secret_that_the_answer_repeats_is_not_repeated_here(string body)
    {
        await using var asking = await Asking.StartAsync();
        var answer = body.Replace("{0}", FakeAccess.LegacyToken, StringComparison.Ordinal);
        asking.Fake.Fail("/api/current-user", 400, body: answer);
        var problem = (await asking.Client().Users.WhoAmIAsync(Cancellation)).Problem!;
        Assert.DoesNotContain(FakeAccess.LegacyToken, problem.Message, StringComparison.Ordinal);
        Assert.Contains("***", problem.Message, StringComparison.Ordinal);
        Assert.DoesNotContain(FakeAccess.LegacyToken, asking.Options().ToString(), StringComparison.Ordinal);
    }

    [Fact]
    public async Task Links_and_line_breaks_of_an_answer_do_not_reach_the_sentence()
    {
        await using var asking = await Asking.StartAsync();
        asking.Fake.Fail("/api/current-user", 400, body: """{"detail": "No <a href=\"https://h\">way</a>\nin."}""");
        var problem = (await asking.Client().Users.WhoAmIAsync(Cancellation)).Problem!;
        Assert.Equal("Label Studio refuses (400): No way in.", problem.Message);
    }
}
