using NoisyLabels.EndToEnd.Tests.Servers;
using NoisyLabels.EndToEnd.Tests.Team;

namespace NoisyLabels.EndToEnd.Tests;

/// <summary>Connecting with the real Label Studio, as it is set up for tests and as people meet it.</summary>
public sealed class FirstContactTests
{
    [Fact(Explicit = true)]
    public async Task Where_nothing_is_in_the_way_a_project_is_connected_once()
    {
        await using var labelStudio = await RealLabelStudio.StartAsync();
        await using var server = await OwnServer.StartAsync(labelStudio.Address, RealLabelStudio.Token);
        using var team = new LabellingTeam(labelStudio.Address, $"Token {RealLabelStudio.Token}");
        var project = await team.CreateProjectAsync("Pets", "cat", "dog");

        for (var i = 0; i < 2; i++)
        {
            var (code, said) = await ConnectAsync(labelStudio, server, project);
            Assert.True(code == 0, said);
            Assert.Contains("is connected", said, StringComparison.Ordinal);
        }

        var doctor = await OwnProgram.RunAsync(
            RealLabelStudio.Token,
            "doctor",
            "--project", $"{project}",
            "--label-studio", labelStudio.Address.AbsoluteUri,
            "--backend", server.Address.AbsoluteUri);
        Assert.True(doctor.Code == 0, doctor.Said);
        Assert.Contains("All is well", doctor.Said, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task The_address_guard_of_a_fresh_installation_is_named_with_what_to_set()
    {
        await using var labelStudio = await RealLabelStudio.StartAsync("--strict");
        await using var server = await OwnServer.StartAsync(labelStudio.Address, RealLabelStudio.Token);
        using var team = new LabellingTeam(labelStudio.Address, $"Token {RealLabelStudio.Token}");

        var (code, said) = await ConnectAsync(labelStudio, server, await team.CreateProjectAsync("Pets", "cat", "dog"));

        Assert.Equal(1, code);
        Assert.Contains("ML_BLOCK_LOCAL_IP=false and SSRF_PROTECTION_ENABLED=false", said, StringComparison.Ordinal);
    }

    [Fact(Explicit = true)]
    public async Task A_legacy_token_where_these_are_off_is_told_from_one_that_is_unknown()
    {
        await using var labelStudio = await RealLabelStudio.StartAsync("--no-legacy-token");
        var address = labelStudio.Address.AbsoluteUri;

        var legacy = await OwnProgram.RunAsync(RealLabelStudio.Token, "doctor", "--label-studio", address);
        var unknown = await OwnProgram.RunAsync("nobodys-token", "doctor", "--label-studio", address);

        Assert.Equal((1, 1), (legacy.Code, unknown.Code));
        Assert.Contains("have legacy tokens off", legacy.Said, StringComparison.Ordinal);
        Assert.Contains("does not know the API key", unknown.Said, StringComparison.Ordinal);
    }

    private static Task<(int Code, string Said)> ConnectAsync(
        RealLabelStudio labelStudio, OwnServer server, long project) =>
        OwnProgram.RunAsync(
            RealLabelStudio.Token,
            "connect",
            "--project", $"{project}",
            "--label-studio", labelStudio.Address.AbsoluteUri,
            "--backend", server.Address.AbsoluteUri);
}
