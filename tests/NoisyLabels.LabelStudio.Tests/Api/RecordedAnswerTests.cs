using System.Text.Json;
using NoisyLabels.LabelStudio.Api;
using NoisyLabels.LabelStudio.Api.Calls;
using NoisyLabels.LabelStudio.Api.Transport;
using NoisyLabels.LabelStudio.Records;

namespace NoisyLabels.LabelStudio.Tests.Api;

public sealed class RecordedAnswerTests
{
    [Fact]
    public void Every_recorded_answer_is_read()
    {
        Assert.Equal("Community", Read("version", LabelStudioVersion.Read).Edition);
        Assert.Equal("admin@example.com", Read("whoami", UserRecord.Read).Email);
        Assert.Equal(2, Read("users", answer => Connection.ReadRows(answer, UserRecord.Read)).Count);
        Assert.Equal("CO", Read("connect-backend", BackendRow.Read).State);
        Assert.Equal("ER", Read("ml-list-error-state", answer => Connection.ReadRows(answer, BackendRow.Read))[0].State);
        Assert.Equal(7, Read("webhook-patch-actions", WebhookRow.Read).Actions.Count);
        Assert.True(Read("webhooks-list", answer => Connection.ReadRows(answer, WebhookRow.Read))[0].SendsForAllActions);
        Assert.Equal(6, Read("list-tasks", TaskPage.Read).Tasks.Count);
        Assert.Equal(0.93, Read("create-prediction", StoredPrediction.Read).Mislabeling);
        Assert.Equal(10, Read("predict-test", BackendTest.Read).TaskId);
        Assert.Equal("cats and dogs", Read("get-project", project => ProjectRecord.Read(project)).Title);
    }

    private static T Read<T>(string name, Func<JsonElement, T?> read)
        where T : class
    {
        using var document = JsonDocument.Parse(Capture.RestResponse(name));
        return read(document.RootElement)!;
    }
}
